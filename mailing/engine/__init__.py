"""The engine that claims queued rows, sends them and marks them: any table, any number of workers.

`queue` says what a table adds (who gets what); `drain` is the loop; `claim` and `marks` are its two ends.
"""
