//! One column of a row group.

use ::parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type};
use ::parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use ::parquet::data_type::{ByteArray, DataType, FixedLenByteArray, Int96};
use ::parquet::file::reader::RowGroupReader;
use ::parquet::schema::types::ColumnDescriptor;

use crate::read::cell::Cell;

/// What the values of a column are, beyond their physical type.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Meaning {
    Plain,
    /// Whole numbers without sign
    Unsigned,
    /// To be divided by this
    Decimal(f64),
    Day,
    /// A moment: microseconds are these, multiplied by the first and divided by the second
    Moment(i64, i64),
    Uuid,
}

/// What the values of a column are; says why where they can't be read.
pub(super) fn meaning(column: &ColumnDescriptor) -> Result<Meaning, String> {
    if column.max_rep_level() > 0 {
        return Err("holds lists; one value a row is needed".to_owned());
    }
    let unread = |what: String| Err(format!("is of the type {what}, which isn't read"));
    let wide = matches!(column.physical_type(), Type::INT32 | Type::INT64);
    match column.logical_type_ref() {
        Some(LogicalType::Integer(kind)) if wide && !kind.is_signed => Ok(Meaning::Unsigned),
        Some(LogicalType::Decimal(kind)) if wide => Ok(Meaning::Decimal(10_f64.powi(kind.scale))),
        Some(LogicalType::Date) => Ok(Meaning::Day),
        Some(LogicalType::Timestamp(kind)) => Ok(match kind.unit {
            TimeUnit::MILLIS => Meaning::Moment(1000, 1),
            TimeUnit::MICROS => Meaning::Moment(1, 1),
            TimeUnit::NANOS => Meaning::Moment(1, 1000),
        }),
        Some(LogicalType::Uuid) => Ok(Meaning::Uuid),
        Some(other @ (LogicalType::Time(_) | LogicalType::Decimal(_) | LogicalType::Float16)) => {
            unread(format!("{other:?}"))
        }
        _ => match column.converted_type() {
            ConvertedType::DATE => Ok(Meaning::Day),
            ConvertedType::TIMESTAMP_MILLIS => Ok(Meaning::Moment(1000, 1)),
            ConvertedType::TIMESTAMP_MICROS => Ok(Meaning::Moment(1, 1)),
            ConvertedType::UINT_32 | ConvertedType::UINT_64 => Ok(Meaning::Unsigned),
            ConvertedType::DECIMAL if wide => Ok(Meaning::Decimal(10_f64.powi(column.type_scale()))),
            other @ (ConvertedType::DECIMAL
            | ConvertedType::TIME_MILLIS
            | ConvertedType::TIME_MICROS
            | ConvertedType::INTERVAL) => unread(other.to_string()),
            _ => Ok(Meaning::Plain),
        },
    }
}

/// A column of a row group, and the batch of it that is decoded.
pub(super) struct Column {
    values: Values,
    meaning: Meaning,
    /// Level of a value that is there; 0 where none can be missing
    present: i16,
    levels: Vec<i16>,
    /// For each row of the batch, which value is its; `MISSING` where none is. Empty where none can be missing.
    places: Vec<u32>,
    /// Texts of values that are written otherwise than they are stored
    texts: Vec<String>,
}

const MISSING: u32 = u32::MAX;

/// Decoder and decoded values, by physical type.
enum Values {
    Bool(ColumnReaderImpl<::parquet::data_type::BoolType>, Vec<bool>),
    Int32(ColumnReaderImpl<::parquet::data_type::Int32Type>, Vec<i32>),
    Int64(ColumnReaderImpl<::parquet::data_type::Int64Type>, Vec<i64>),
    Int96(ColumnReaderImpl<::parquet::data_type::Int96Type>, Vec<Int96>),
    Float(ColumnReaderImpl<::parquet::data_type::FloatType>, Vec<f32>),
    Double(ColumnReaderImpl<::parquet::data_type::DoubleType>, Vec<f64>),
    Bytes(ColumnReaderImpl<::parquet::data_type::ByteArrayType>, Vec<ByteArray>),
    Fixed(ColumnReaderImpl<::parquet::data_type::FixedLenByteArrayType>, Vec<FixedLenByteArray>),
}

impl Column {
    /// Opens a column of a row group.
    pub fn open(group: &dyn RowGroupReader, place: usize) -> Result<Self, String> {
        let about = group.metadata().column(place).column_descr_ptr();
        let values = match group.get_column_reader(place).map_err(|error| error.to_string())? {
            ColumnReader::BoolColumnReader(reader) => Values::Bool(reader, Vec::new()),
            ColumnReader::Int32ColumnReader(reader) => Values::Int32(reader, Vec::new()),
            ColumnReader::Int64ColumnReader(reader) => Values::Int64(reader, Vec::new()),
            ColumnReader::Int96ColumnReader(reader) => Values::Int96(reader, Vec::new()),
            ColumnReader::FloatColumnReader(reader) => Values::Float(reader, Vec::new()),
            ColumnReader::DoubleColumnReader(reader) => Values::Double(reader, Vec::new()),
            ColumnReader::ByteArrayColumnReader(reader) => Values::Bytes(reader, Vec::new()),
            ColumnReader::FixedLenByteArrayColumnReader(reader) => Values::Fixed(reader, Vec::new()),
        };
        Ok(Self {
            values,
            meaning: meaning(about.as_ref())?,
            present: about.max_def_level(),
            levels: Vec::new(),
            places: Vec::new(),
            texts: Vec::new(),
        })
    }

    /// Decodes the next rows, at most so many; says how many there are.
    pub fn read(&mut self, most: usize) -> Result<usize, String> {
        let levels = &mut self.levels;
        levels.clear();
        let (rows, values) = match &mut self.values {
            Values::Bool(reader, values) => decode(reader, values, levels, most),
            Values::Int32(reader, values) => decode(reader, values, levels, most),
            Values::Int64(reader, values) => decode(reader, values, levels, most),
            Values::Int96(reader, values) => decode(reader, values, levels, most),
            Values::Float(reader, values) => decode(reader, values, levels, most),
            Values::Double(reader, values) => decode(reader, values, levels, most),
            Values::Bytes(reader, values) => decode(reader, values, levels, most),
            Values::Fixed(reader, values) => decode(reader, values, levels, most),
        }?;
        self.places.clear();
        if self.present > 0 {
            let mut next = 0;
            self.places.extend(self.levels.iter().map(|level| {
                let there = *level == self.present;
                next += u32::from(there);
                if there { next - 1 } else { MISSING }
            }));
            if next as usize != values || self.places.len() != rows {
                return Err("not a sound Parquet file: values and levels differ in number".to_owned());
            }
        } else if rows != values {
            return Err("not a sound Parquet file: values are missing".to_owned());
        }
        if let (Values::Fixed(_, values), Meaning::Uuid) = (&self.values, self.meaning) {
            self.texts.clear();
            self.texts.extend(values.iter().map(|value| uuid(value.data())));
        }
        Ok(rows)
    }

    /// The value of a row of the batch.
    #[inline]
    pub fn cell(&self, row: usize) -> Cell<'_> {
        let at = match self.places.get(row) {
            Some(&MISSING) => return Cell::Nothing,
            Some(place) => *place as usize,
            None => row,
        };
        match &self.values {
            Values::Bool(_, values) => Cell::Text(if values[at] { b"true" } else { b"false" }),
            Values::Int32(_, values) => self.whole(i64::from(values[at]), 32),
            Values::Int64(_, values) => self.whole(values[at], 64),
            Values::Int96(_, values) => Cell::Moment(values[at].to_micros()),
            Values::Float(_, values) => Cell::Real(f64::from(values[at])),
            Values::Double(_, values) => Cell::Real(values[at]),
            Values::Bytes(_, values) => Cell::Text(values[at].data().trim_ascii()),
            Values::Fixed(..) if self.meaning == Meaning::Uuid => Cell::Text(self.texts[at].as_bytes()),
            Values::Fixed(_, values) => Cell::Text(values[at].data().trim_ascii()),
        }
    }

    #[inline]
    fn whole(&self, value: i64, bits: u32) -> Cell<'static> {
        match self.meaning {
            Meaning::Day => i32::try_from(value).map_or(Cell::Nothing, Cell::Day),
            Meaning::Moment(times, over) => match value.checked_mul(times) {
                Some(moment) => Cell::Moment(moment.div_euclid(over)),
                None => Cell::Real(f64::INFINITY),
            },
            #[expect(clippy::cast_precision_loss, reason = "numbers are taken as f64 everywhere")]
            Meaning::Decimal(over) => Cell::Real(value as f64 / over),
            Meaning::Unsigned if bits == 32 => Cell::Whole(value & 0xffff_ffff),
            #[expect(
                clippy::cast_precision_loss,
                clippy::cast_sign_loss,
                reason = "beyond i64 it is refused as too large"
            )]
            Meaning::Unsigned if value < 0 => Cell::Real(value as u64 as f64),
            _ => Cell::Whole(value),
        }
    }
}

/// Gives rows and values decoded.
fn decode<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    values: &mut Vec<T::T>,
    levels: &mut Vec<i16>,
    most: usize,
) -> Result<(usize, usize), String> {
    values.clear();
    let mut done = (0, 0);
    // One call stops at the end of a page, where it may have read fewer than there are.
    while done.0 < most {
        let (rows, read, _) = reader
            .read_records(most - done.0, Some(levels), None, values)
            .map_err(|error| error.to_string())?;
        if rows == 0 {
            break;
        }
        done = (done.0 + rows, done.1 + read);
    }
    Ok(done)
}

fn uuid(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(36);
    for (at, byte) in bytes.iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        text.push_str(&format!("{byte:02x}"));
    }
    text
}
