"""Updating: pages whose procedure has changed, and making their pictures and voices anew."""
