//! Goes through the operators of a page. Of the many, those count that place characters and lines.

use gouji_parser::{
    Limit, ReadError,
    paged::{Frame, Page},
};
use hayro_font::kurbo::{Affine, Point, Rect};
use hayro_syntax::{
    Pdf,
    content::{TypedIter, ops::TypedInstruction},
    object::{Array, Dict, Name, Number, Object, Stream},
    page::{self, Resources},
};

use crate::{
    fonts::Fonts,
    layers::{Layers, MarkedContent},
    limits::{self, Budget, DEPTH},
    path::{Path, hundredths},
    text::TextState,
};

/// The pages of a file.
pub(crate) fn pages(pdf: &Pdf, budget: &mut Budget) -> Result<Vec<Page>, ReadError> {
    limits::pages(pdf.pages().len())?;
    let layers = Layers::of(pdf);
    let mut fonts = Fonts::new();
    let mut pages = Vec::new();
    for source in pdf.pages().iter() {
        let (width, height) = source.render_dimensions();
        let page = Page::new(hundredths(width.into()), hundredths(height.into()));
        let transform = Affine::new(source.initial_transform(true).as_coeffs());
        let state = GraphicsState { transform, ..GraphicsState::default() };
        let mut reader = ContentReader {
            page,
            path: Path::default(),
            marks: MarkedContent::default(),
            fonts: &mut fonts,
            layers: &layers,
            budget,
        };
        contents(source, reader.budget)?;
        if let Some(content) = source.page_stream() {
            reader.run(content, source.resources(), state, 0)?;
        }
        pages.push(reader.page);
    }
    Ok(pages)
}

/// Counts the streams of a page's content.
fn contents(page: &page::Page<'_>, budget: &mut Budget) -> Result<(), ReadError> {
    if let Some(stream) = page.raw().get::<Stream<'_>>(b"Contents") {
        return budget.stream(&stream);
    }
    let parts = page.raw().get::<Array<'_>>(b"Contents");
    parts.iter().flat_map(Array::iter::<Stream<'_>>).try_for_each(|part| budget.stream(&part))
}

/// What `q` keeps and `Q` brings back.
#[derive(Clone)]
struct GraphicsState<'a> {
    /// From the content's space to points from the top left of the page.
    transform: Affine,
    line_width: f64,
    text: TextState<'a>,
}

impl Default for GraphicsState<'_> {
    fn default() -> Self {
        Self { transform: Affine::IDENTITY, line_width: 1.0, text: TextState::default() }
    }
}

impl GraphicsState<'_> {
    fn point(&self, x: Number, y: Number) -> Point {
        self.transform * Point::new(x.as_f64(), y.as_f64())
    }

    /// The width of a stroke on the page.
    fn stroke(&self) -> f64 {
        self.line_width * self.transform.determinant().abs().sqrt()
    }
}

struct ContentReader<'a, 'r> {
    page: Page,
    path: Path,
    marks: MarkedContent,
    fonts: &'r mut Fonts<'a>,
    layers: &'r Layers,
    budget: &'r mut Budget,
}

impl<'a> ContentReader<'a, '_> {
    /// Goes through a content stream; `depth` forms are open.
    fn run(
        &mut self,
        content: &[u8],
        resources: &Resources<'a>,
        mut state: GraphicsState<'a>,
        depth: usize,
    ) -> Result<(), ReadError> {
        let mut kept = Vec::new();
        let mut operators = TypedIter::new(content);
        while let Some(operator) = operators.next() {
            self.budget.step()?;
            match operator {
                TypedInstruction::SaveState(_) => {
                    nested(kept.len() + depth)?;
                    kept.push(state.clone());
                }
                TypedInstruction::RestoreState(_) => state = kept.pop().unwrap_or(state),
                TypedInstruction::Transform(m) => {
                    state.transform *= affine([m.0, m.1, m.2, m.3, m.4, m.5]);
                }
                TypedInstruction::LineWidth(width) => state.line_width = width.0.as_f64(),
                TypedInstruction::XObject(name) => {
                    if let Some(object) = resources.get_x_object(name.0) {
                        self.object(&object, resources, &state, depth + 1)?;
                    }
                }
                TypedInstruction::InlineImage(it) => self.picture(it.0.dict(), &state),
                TypedInstruction::BeginMarkedContent(mark) => self.marks.begin(mark.0, false),
                TypedInstruction::BeginMarkedContentWithProperties(mark) => {
                    let hidden = match mark.1 {
                        Object::Name(name) => self.layers.hide(&resources.properties, name),
                        _ => false,
                    };
                    self.marks.begin(mark.0, hidden);
                }
                TypedInstruction::EndMarkedContent(_) => self.marks.end(),
                operator => {
                    if !self.draw(&operator, &state) {
                        self.text(&operator, &mut state, resources)?;
                    }
                }
            }
        }
        self.path.drop();
        Ok(())
    }

    /// A form, which is content of its own, or a picture.
    fn object(
        &mut self,
        object: &Stream<'a>,
        resources: &Resources<'a>,
        state: &GraphicsState<'a>,
        depth: usize,
    ) -> Result<(), ReadError> {
        let dict = object.dict();
        if self.layers.hide(dict, b"OC") {
            return Ok(());
        }
        match dict.get::<Name<'_>>(b"Subtype").as_deref() {
            Some(b"Image") => self.picture(dict, state),
            Some(b"Form") => {
                nested(depth)?;
                self.budget.stream(object)?;
                let Ok(content) = object.decoded_data() else { return Ok(()) };
                let own = dict.get::<Dict<'_>>(b"Resources").map(Resources::new);
                let matrix = dict.get::<[f64; 6]>(b"Matrix").map_or(Affine::IDENTITY, Affine::new);
                let state = GraphicsState { transform: state.transform * matrix, ..state.clone() };
                let marks = std::mem::take(&mut self.marks);
                let left_out = marks.leave_out();
                if !left_out {
                    self.run(&content, own.as_ref().unwrap_or(resources), state, depth)?;
                }
                self.marks = marks;
            }
            _ => {}
        }
        Ok(())
    }

    /// A picture fills the unit square. A large one that nothing shines through hides what was drawn
    /// before it: the text that was recognised in a scan.
    fn picture(&mut self, dict: &Dict<'_>, state: &GraphicsState<'_>) {
        let area = state.transform.transform_rect_bbox(Rect::new(0.0, 0.0, 1.0, 1.0));
        let frame = Frame {
            left: hundredths(area.x0),
            top: hundredths(area.y0),
            right: hundredths(area.x1),
            bottom: hundredths(area.y1),
        };
        self.page.pictures.push(frame);
        let masked =
            [&b"SMask"[..], b"Mask", b"ImageMask"].iter().any(|key| dict.contains_key(key));
        if self.page.is_filled(&[frame]) && !masked {
            self.page.glyphs.clear();
        }
    }

    /// An operator of paths; false where it is none.
    fn draw(&mut self, operator: &TypedInstruction<'_, '_>, state: &GraphicsState<'_>) -> bool {
        let stroke = Some(state.stroke());
        let mut paint = |fill, stroke| self.path.paint(fill, stroke, &mut self.page);
        match operator {
            TypedInstruction::MoveTo(to) => self.path.move_to(state.point(to.0, to.1)),
            TypedInstruction::LineTo(to) => self.path.line_to(state.point(to.0, to.1)),
            TypedInstruction::CubicTo(to) => self.path.curve_to(state.point(to.4, to.5)),
            TypedInstruction::CubicStartTo(to) => self.path.curve_to(state.point(to.2, to.3)),
            TypedInstruction::CubicEndTo(to) => self.path.curve_to(state.point(to.2, to.3)),
            TypedInstruction::ClosePath(_) => self.path.close(),
            TypedInstruction::RectPath(it) => {
                self.path.rectangle(state.transform, [it.0, it.1, it.2, it.3].map(|n| n.as_f64()));
            }
            TypedInstruction::FillPathNonZero(_)
            | TypedInstruction::FillPathNonZeroCompatibility(_)
            | TypedInstruction::FillPathEvenOdd(_) => paint(true, None),
            TypedInstruction::FillAndStrokeNonZero(_)
            | TypedInstruction::FillAndStrokeEvenOdd(_) => paint(true, stroke),
            TypedInstruction::StrokePath(_) => paint(false, stroke),
            TypedInstruction::CloseAndStrokePath(_) => {
                self.path.close();
                self.path.paint(false, stroke, &mut self.page);
            }
            TypedInstruction::CloseFillAndStrokeNonZero(_)
            | TypedInstruction::CloseFillAndStrokeEvenOdd(_) => {
                self.path.close();
                self.path.paint(true, stroke, &mut self.page);
            }
            TypedInstruction::EndPath(_) => self.path.drop(),
            _ => return false,
        }
        true
    }

    /// An operator of text.
    fn text(
        &mut self,
        operator: &TypedInstruction<'_, '_>,
        state: &mut GraphicsState<'a>,
        resources: &Resources<'a>,
    ) -> Result<(), ReadError> {
        let text = &mut state.text;
        match operator {
            TypedInstruction::BeginText(_) => text.set_matrix(Affine::IDENTITY),
            TypedInstruction::SetTextMatrix(m) => {
                text.set_matrix(affine([m.0, m.1, m.2, m.3, m.4, m.5]));
            }
            TypedInstruction::CharacterSpacing(it) => text.char_space = it.0.as_f64(),
            TypedInstruction::WordSpacing(it) => text.word_space = it.0.as_f64(),
            TypedInstruction::HorizontalScaling(it) => text.scale = it.0.as_f64() / 100.0,
            TypedInstruction::TextLeading(it) => text.leading = it.0.as_f64(),
            TypedInstruction::TextRise(it) => text.rise = it.0.as_f64(),
            // 3 draws nothing and 7 only clips
            TypedInstruction::TextRenderingMode(it) => {
                text.visible = !matches!(it.0.as_i64(), 3 | 7);
            }
            TypedInstruction::TextFont(it) => {
                text.size = it.1.as_f64();
                text.font = match resources.get_font(it.0) {
                    Some(font) => self.fonts.get(&font, self.budget)?,
                    None => None,
                };
            }
            TypedInstruction::NextLine(it) => text.next_line(it.0.as_f64(), it.1.as_f64()),
            TypedInstruction::NextLineAndSetLeading(it) => {
                text.leading = -it.1.as_f64();
                text.next_line(it.0.as_f64(), it.1.as_f64());
            }
            TypedInstruction::NextLineUsingLeading(_) => text.next_line(0.0, -text.leading),
            TypedInstruction::ShowText(it) => self.show(it.0.as_bytes(), state)?,
            TypedInstruction::NextLineAndShowText(it) => {
                text.next_line(0.0, -text.leading);
                self.show(it.0.as_bytes(), state)?;
            }
            TypedInstruction::ShowTextWithParameters(it) => {
                text.word_space = it.0.as_f64();
                text.char_space = it.1.as_f64();
                text.next_line(0.0, -text.leading);
                self.show(it.2.as_bytes(), state)?;
            }
            TypedInstruction::ShowTexts(it) => {
                for part in it.0.iter::<Object<'_>>() {
                    match part {
                        Object::Number(by) => state.text.adjust(by.as_f64()),
                        Object::String(string) => self.show(string.as_bytes(), state)?,
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn show(&mut self, string: &[u8], state: &mut GraphicsState<'_>) -> Result<(), ReadError> {
        let hidden = self.marks.leave_out();
        state.text.show(string, state.transform, hidden, &mut self.page, self.budget)
    }
}

fn affine(numbers: [Number; 6]) -> Affine {
    Affine::new(numbers.map(|number| number.as_f64()))
}

fn nested(depth: usize) -> Result<(), ReadError> {
    let limit = Limit::new("PDF 的嵌套层数", "nesting in the PDF");
    if depth >= DEPTH { Err(ReadError::Limit(limit)) } else { Ok(()) }
}
