"""Loading: the lessons and pictures that come with the site, from their files into the tree."""
