using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Spasms.Knowledge.Yaml;

/// <summary>
/// Parses YAML into nodes with places. Never throws on content: a syntax fault is K001. It stands on the parser's
/// events, not on its document model, so that nesting is bounded and an alias can't blow up.
/// </summary>
public static class YamlText
{
    private const int MaxDepth = 32;

    /// <summary>The root node, or null when the text is empty or not YAML (reported).</summary>
    /// <param name="file">Path for the diagnostics.</param>
    /// <param name="text">The YAML text.</param>
    /// <param name="bag">Receives the faults.</param>
    /// <param name="firstLine">Line number of the text's first line within the file (front matter starts at 2).</param>
    public static Node? Parse(string file, string text, DiagnosticBag bag, int firstLine = 1)
    {
        var parser = new Parser(new StringReader(text));
        var reader = new Reader(file, bag, firstLine, parser);
        try
        {
            return reader.Root();
        }
        catch (YamlException fault)
        {
            bag.Error(Codes.Yaml, reader.At(fault.Start), "This is not valid YAML: " + Plain(fault));
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or IndexOutOfRangeException or OverflowException)
        {
            // The scanner lets a few of these through on torn input.
            bag.Error(Codes.Yaml, new Place(file, firstLine, 1), "This is not valid YAML: " + fault.Message);
        }

        return null;
    }

    private static string Plain(YamlException fault) => fault.InnerException?.Message ?? fault.Message;

    private sealed class Reader(string file, DiagnosticBag bag, int firstLine, Parser parser)
    {
        public Node? Root()
        {
            while (parser.MoveNext())
            {
                switch (parser.Current)
                {
                    case StreamStart or DocumentStart or Comment:
                        continue;
                    case StreamEnd or DocumentEnd or null:
                        bag.Error(Codes.Yaml, new Place(file, firstLine, 1), "The text is empty: write it or take the file out.");
                        return null;
                    default:
                        var root = Value(0);
                        Rest();
                        return root;
                }
            }

            return null;
        }

        public Place At(Mark mark) => new(file, (int)mark.Line + firstLine - 1, Math.Max(1, (int)mark.Column));

        // Reads to the end, so that a fault behind the first document is found too.
        private void Rest()
        {
            while (parser.MoveNext())
            {
                if (parser.Current is DocumentStart { IsImplicit: false } second)
                {
                    bag.Error(Codes.Yaml, At(second.Start), "One document a file: take out this '---'.");
                    return;
                }
            }
        }

        // The current event opens the value; afterwards the current event is its last.
        private Node Value(int depth)
        {
            var at = At(parser.Current!.Start);
            if (depth > MaxDepth)
            {
                throw new YamlException(parser.Current.Start, parser.Current.End, "it is nested too deeply.");
            }

            switch (parser.Current)
            {
                case Scalar scalar:
                    return new Node.Scalar(at, scalar.Value);
                case SequenceStart:
                    return List(at, depth);
                case MappingStart:
                    return Map(at, depth);
                default:
                    bag.Error(Codes.Yaml, at, "YAML aliases are not used here: write the value out.");
                    return new Node.Scalar(at, "");
            }
        }

        private Node.List List(Place at, int depth)
        {
            var items = ImmutableArray.CreateBuilder<Node>();
            while (Next() is not SequenceEnd)
            {
                items.Add(Value(depth + 1));
            }

            return new Node.List(at, items.ToImmutable());
        }

        private Node.Map Map(Place at, int depth)
        {
            var entries = ImmutableArray.CreateBuilder<(Node.Scalar, Node)>();
            while (Next() is not MappingEnd)
            {
                var key = Value(depth + 1);
                Next();
                var value = Value(depth + 1);
                if (key is Node.Scalar name)
                {
                    entries.Add((name, value));
                }
                else
                {
                    bag.Error(Codes.WrongNode, key.At, "A key must be a single text.");
                }
            }

            return new Node.Map(at, entries.ToImmutable());
        }

        private ParsingEvent Next()
        {
            while (parser.MoveNext())
            {
                if (parser.Current is not (null or Comment))
                {
                    return parser.Current;
                }
            }

            throw new YamlException("it ends too early.");
        }
    }
}
