"""Small fields that any form uses: each shows values, takes what is typed, and says what is wrong with it."""
