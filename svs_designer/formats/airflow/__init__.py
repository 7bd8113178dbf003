"""Airflow through dag-factory: a stream as a DAG in which people answer what waits for them."""
