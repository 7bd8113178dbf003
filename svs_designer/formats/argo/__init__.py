"""Argo Workflows: a stream as a template that a Kubernetes cluster runs, where people resume what waits for them."""
