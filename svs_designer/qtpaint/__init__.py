"""Marks to QPainter: what the canvas shows, and pictures as PNG, PDF and print. With gui the only user of Qt."""
