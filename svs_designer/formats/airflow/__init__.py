"""Airflow through dag-factory: a stream as YAML of which Airflow makes a DAG, where people answer what waits for them."""
