using System.Collections.Immutable;

namespace Spasms.Knowledge.Articles;

/// <summary>A value with its place.</summary>
internal readonly record struct Placed(string Value, Place At);

/// <summary>A heading: <c>## Text {#anchor aspect=causes topics="a b" sources="c"}</c>.</summary>
/// <param name="At">Its first character.</param>
/// <param name="Level">Number of # signs.</param>
/// <param name="Text">The words.</param>
/// <param name="Anchor">What follows # in the braces, or null.</param>
/// <param name="Values">The other attributes by key.</param>
internal sealed record HeadingLine(Place At, int Level, string Text, Placed? Anchor, ImmutableDictionary<string, Placed> Values)
{
    private static readonly string[] Known = ["aspect", "direct", "sources", "topics"];

    /// <summary>The heading in a line, or null where the line is none.</summary>
    public static HeadingLine? Parse(string file, TextLine line, DiagnosticBag bag)
    {
        var text = line.Text;
        var level = text.AsSpan().IndexOfAnyExcept('#');
        if (level is <= 0 or > 6 || text[level] is not (' ' or '\t'))
        {
            return null;
        }

        var at = new Place(file, line.Number, 1);
        var brace = text.IndexOf('{', StringComparison.Ordinal);
        var words = (brace < 0 ? text[level..] : text[level..brace]).Trim();
        if (brace < 0)
        {
            return new HeadingLine(at, level, words, null, ImmutableDictionary<string, Placed>.Empty);
        }

        var close = text.TrimEnd().Length - 1;
        if (text[close] != '}')
        {
            bag.Report(Codes.HeadingAttributes, at with { Column = brace + 1 }, "This brace isn't closed at the end of the line.");
            close++;
        }

        return new Reader(at, text, brace + 1, close, bag).Read(level, words);
    }

    private sealed class Reader(Place line, string text, int begin, int end, DiagnosticBag bag)
    {
        private int _at = begin;

        public HeadingLine Read(int level, string words)
        {
            Placed? anchor = null;
            var values = ImmutableDictionary.CreateBuilder<string, Placed>(StringComparer.Ordinal);
            while (SkipSpace())
            {
                var from = _at;
                var key = Until("= \t");
                if (key.StartsWith('#') && anchor is null)
                {
                    anchor = new Placed(key[1..], Here(from));
                }
                else if (_at < end && text[_at] == '=' && Known.Contains(key))
                {
                    _at++;
                    if (!values.TryAdd(key, Value()))
                    {
                        bag.Report(Codes.HeadingAttributes, Here(from), $"'{key}' stands here twice.");
                    }
                }
                else
                {
                    bag.Report(Codes.HeadingAttributes, Here(from), $"'{key}' can't be read: a heading takes #anchor and {string.Join(", ", Known)}, each as key=\"value\".");
                    _at = Math.Max(_at, from + 1);
                }
            }

            return new HeadingLine(line, level, words, anchor, values.ToImmutable());
        }

        private Placed Value()
        {
            if (_at >= end || text[_at] != '"')
            {
                var bare = _at;
                return new Placed(Until(" \t"), Here(bare));
            }

            var from = ++_at;
            var value = Until("\"");
            if (_at < end)
            {
                _at++;
            }
            else
            {
                bag.Report(Codes.HeadingAttributes, Here(from - 1), "This quote isn't closed.");
            }

            return new Placed(value, Here(from));
        }

        private bool SkipSpace()
        {
            while (_at < end && text[_at] is (' ' or '\t'))
            {
                _at++;
            }

            return _at < end;
        }

        private string Until(string stops)
        {
            var from = _at;
            while (_at < end && !stops.Contains(text[_at], StringComparison.Ordinal))
            {
                _at++;
            }

            return text[from.._at];
        }

        private Place Here(int offset) => line with { Column = offset + 1 };
    }
}
