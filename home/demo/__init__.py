"""The demo content: texts and pictures of an invented server, and the loader that puts them on the board."""
