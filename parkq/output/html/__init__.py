"""The page of ``parkq report``: what a store holds and where its sources disagree, in one file."""
