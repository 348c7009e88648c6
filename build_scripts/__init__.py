"""Turn a folder of documents into a reading room. Read `model.py` first, then `pipeline.py`."""
