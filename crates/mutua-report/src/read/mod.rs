//! Reading of analysis files: CSV and Parquet.
