//! Tables: rows, cells, and what they are merged with.

use super::story::{DocxReader, is_without_text};
use crate::{
    ReadError,
    flow::item::{Merge, TableCell, TableRow, more_cells, unbox},
    limits,
    xml::Tag,
};

impl DocxReader<'_, '_> {
    pub(super) fn table(&mut self) -> Result<Vec<TableRow>, ReadError> {
        let mut rows = Vec::new();
        self.rows(&mut rows)?;
        Ok(rows)
    }

    /// Rows and what wraps them, to the end of the open element.
    fn rows(&mut self, rows: &mut Vec<TableRow>) -> Result<(), ReadError> {
        while let Some(tag) = self.xml.child()? {
            match tag.name() {
                "tr" => rows.extend(self.row()?),
                "AlternateContent" => self.first_alternative(|this| this.rows(rows))?,
                name if is_without_text(name) => self.xml.skip()?,
                _ => self.rows(rows)?,
            }
        }
        Ok(())
    }

    /// A row, unless it is deleted.
    fn row(&mut self) -> Result<Option<TableRow>, ReadError> {
        let mut row = TableRow::default();
        let kept = self.cells(&mut row)?;
        Ok(kept.then_some(row))
    }

    /// Cells and what wraps them, to the end of the open element; says whether the row is kept.
    fn cells(&mut self, row: &mut TableRow) -> Result<bool, ReadError> {
        let mut kept = true;
        while let Some(tag) = self.xml.child()? {
            match tag.name() {
                "tc" => row.cells.extend(self.cell()?),
                "trPr" => kept &= self.row_properties(row)?,
                "AlternateContent" => self.first_alternative(|this| {
                    kept &= this.cells(row)?;
                    Ok(())
                })?,
                name if is_without_text(name) => self.xml.skip()?,
                _ => kept &= self.cells(row)?,
            }
        }
        Ok(kept)
    }

    fn row_properties(&mut self, row: &mut TableRow) -> Result<bool, ReadError> {
        let mut kept = true;
        while let Some(tag) = self.xml.child()? {
            match tag.name() {
                "gridBefore" => row.before = tag.number().unwrap_or(0).min(limits::COLUMNS),
                "ins" | "trPrChange" => self.counts.changes += 1,
                "del" => {
                    self.counts.changes += 1;
                    kept = false;
                }
                _ => {}
            }
            self.xml.skip()?;
        }
        Ok(kept)
    }

    /// A cell, unless it is deleted.
    fn cell(&mut self) -> Result<Option<TableCell>, ReadError> {
        more_cells(&mut self.counts.cells, 1)?;
        let mut cell = TableCell { span: 1, ..TableCell::default() };
        let mut kept = true;
        self.cells += 1;
        while let Some(tag) = self.xml.child()? {
            match tag.name() {
                "tcPr" => kept &= self.cell_properties(&mut cell)?,
                _ => self.block(&tag, &mut cell.items)?,
            }
        }
        self.cells -= 1;
        unbox(&mut cell.items);
        Ok(kept.then_some(cell))
    }

    fn cell_properties(&mut self, cell: &mut TableCell) -> Result<bool, ReadError> {
        let mut kept = true;
        while let Some(tag) = self.xml.child()? {
            match tag.name() {
                "gridSpan" => cell.span = tag.number().unwrap_or(1).clamp(1, limits::COLUMNS),
                "vMerge" if goes_on(&tag) => cell.merge = Merge::Above,
                "hMerge" if goes_on(&tag) => cell.merge = Merge::Left,
                "cellIns" | "cellMerge" | "tcPrChange" => self.counts.changes += 1,
                "cellDel" => {
                    self.counts.changes += 1;
                    kept = false;
                }
                _ => {}
            }
            self.xml.skip()?;
        }
        Ok(kept)
    }
}

fn goes_on(merge: &Tag) -> bool {
    merge.val().is_none_or(|val| val != "restart")
}
