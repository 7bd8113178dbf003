"""Document to picture: figures, themes, text metrics, layout, routing. No toolkit."""
