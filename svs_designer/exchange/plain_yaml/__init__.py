"""Plain trees as YAML text that readers of YAML 1.1 and 1.2 understand alike: what all YAML formats write with."""
