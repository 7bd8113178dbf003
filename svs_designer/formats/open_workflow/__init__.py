"""Open Workflow (formerly Serverless Workflow) DSL 1.0 as YAML: a definition that workflow engines run."""
