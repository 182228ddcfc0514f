using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Text;

namespace Spasms.Knowledge.Questions;

/// <summary>A line of a file of asked questions.</summary>
/// <param name="Text">The line.</param>
/// <param name="Number">Where it stood first, from 1.</param>
/// <param name="Sections">Ordinals of the passages that answer it; those after the last passage stand for what needs no passage.</param>
internal sealed record AskedLine(string Text, int Number, int[] Sections);

/// <summary>Reads files of asked questions: an id in brackets (<c>[article#section]</c>), and below it a question a line.</summary>
internal static class AskedLines
{
    /// <summary>Stands above what is of another subject.</summary>
    public const string Elsewhere = "-";

    /// <summary>The lines in their order; one that stands under several sections comes once.</summary>
    /// <param name="file">The file.</param>
    /// <param name="passages">The sections.</param>
    /// <param name="others">What may stand in brackets beside their ids; they are numbered after the passages.</param>
    /// <param name="bag">Receives the faults.</param>
    public static ImmutableArray<AskedLine> Read(SourceFile file, ImmutableArray<Passage> passages, string[] others, DiagnosticBag bag)
    {
        var ordinals = passages.ToDictionary(p => p.Id, p => p.Ordinal, StringComparer.Ordinal);
        foreach (var other in others)
        {
            ordinals.Add(other, ordinals.Count);
        }

        var asked = new Dictionary<string, (int Number, List<int> Sections)>(StringComparer.Ordinal);
        int? section = null;
        var number = 0;
        foreach (var line in file.Text.Split('\n').Select(l => l.Trim()))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line[0] == '[' && line[^1] == ']')
            {
                section = ordinals.TryGetValue(line[1..^1], out var ordinal) ? ordinal : -1;
                if (section < 0)
                {
                    bag.Error(Codes.UnknownSection, new Place(file.Path, number, 2), $"No article has a section '{line[1..^1]}' with sentences: write its article's id, # and its own id.");
                }
            }
            else if (section is null)
            {
                bag.Error(Codes.AskedOfNothing, new Place(file.Path, number, 1), "This question stands under no section: put [article#section] above it.");
            }
            else
            {
                ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(asked, line, out var isKnown);
                known = isKnown ? known : (number, []);
                known.Sections.Add(section.Value);
            }
        }

        return [.. asked.Select(a => new AskedLine(a.Key, a.Value.Number, [.. a.Value.Sections.Where(s => s >= 0).Distinct()]))];
    }

    /// <summary>A question's words as they are compared.</summary>
    public static string[] Folded(string text) => [.. Words.Of(text).Select(w => Words.Singular(w.Value))];
}
