//! What the help texts of several commands have in common.

pub(super) const TEMPLATE: &str = "{about}\n\n用法（Usage）：{usage}\n\n{all-args}{after-help}";

pub(super) const STATUS: &str = "\
退出状态（Exit status）：
  0  没有达到 --fail-on 级别的问题
  1  至少有一个达到该级别的问题
  2  参数或配置有误，有文件不能读取，或直接写出的文件没有检查（见 --not-checked；其余文件照常检查）";
