"""Publishing: who approves, when a page goes live, which kept pages that makes old, feeds and the site map."""
