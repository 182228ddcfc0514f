using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Spasms.Knowledge.Yaml;

/// <summary>Parses YAML into nodes with places. Never throws on content: a syntax fault is K001.</summary>
public static class YamlText
{
    /// <summary>The root node, or null when the text is empty or not YAML (reported).</summary>
    /// <param name="file">Path for the diagnostics.</param>
    /// <param name="text">The YAML text.</param>
    /// <param name="bag">Receives the faults.</param>
    /// <param name="firstLine">Line number of the text's first line within the file (front matter starts at 2).</param>
    public static Node? Parse(string file, string text, DiagnosticBag bag, int firstLine = 1)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException fault)
        {
            bag.Error("K001", At(file, fault.Start, firstLine), "This is not valid YAML: " + fault.InnerException?.Message + fault.Message);
            return null;
        }
        catch (ArgumentException fault)
        {
            // YamlDotNet reports some duplicate keys this way.
            bag.Error("K001", Place.Start(file), "This is not valid YAML: " + fault.Message);
            return null;
        }

        if (stream.Documents.Count == 0)
        {
            bag.Error("K001", new Place(file, firstLine, 1), "The file is empty.");
            return null;
        }

        return Convert(file, stream.Documents[0].RootNode, bag, firstLine, 0);
    }

    private static Node Convert(string file, YamlNode node, DiagnosticBag bag, int firstLine, int depth)
    {
        var at = At(file, node.Start, firstLine);
        if (depth > 32)
        {
            bag.Error("K001", at, "The YAML is nested too deeply.");
            return new Node.Scalar(at, "");
        }

        switch (node)
        {
            case YamlScalarNode scalar:
                return new Node.Scalar(at, scalar.Value ?? "");
            case YamlSequenceNode list:
                return new Node.List(at, [.. list.Children.Select(c => Convert(file, c, bag, firstLine, depth + 1))]);
            case YamlMappingNode map:
                var entries = ImmutableArray.CreateBuilder<(Node.Scalar, Node)>();
                foreach (var (key, value) in map.Children)
                {
                    if (key is YamlScalarNode name)
                    {
                        entries.Add((new Node.Scalar(At(file, key.Start, firstLine), name.Value ?? ""), Convert(file, value, bag, firstLine, depth + 1)));
                    }
                    else
                    {
                        bag.Error("K013", At(file, key.Start, firstLine), "A key must be a single text.");
                    }
                }

                return new Node.Map(at, entries.ToImmutable());
            default:
                bag.Error("K001", at, "YAML anchors and aliases are not used here: write the value out.");
                return new Node.Scalar(at, "");
        }
    }

    private static Place At(string file, Mark mark, int firstLine) =>
        new(file, (int)mark.Line + firstLine - 1, (int)mark.Column);
}
