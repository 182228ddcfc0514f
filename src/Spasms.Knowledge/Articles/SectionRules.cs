using System.Collections.Immutable;
using Spasms.Knowledge.Text;

namespace Spasms.Knowledge.Articles;

/// <summary>The rules of sections: anchors, aspects, topics, sources, size.</summary>
internal sealed class SectionRules(FrontMatter front, IReadOnlySet<string> topics, DiagnosticBag bag)
{
    /// <summary>Most sentences of a passage.</summary>
    public const int MaxSentences = 8;

    /// <summary>Most words of a passage: longer ones are found and shown worse.</summary>
    public const int MaxWords = 120;

    private static readonly string[] DirectWords = ["yes", "it-can", "no", "unclear", "may-help", "not-usually"];

    private readonly HashSet<string> _anchors = new(StringComparer.Ordinal);
    private readonly HashSet<string> _usedSources = new(StringComparer.Ordinal);

    /// <summary>Checks each section and what only all of them together tell.</summary>
    public ImmutableArray<Section> Check(IReadOnlyList<Draft> drafts)
    {
        var sections = ImmutableArray.CreateBuilder<Section>(drafts.Count);
        var aspects = new Dictionary<Draft, Aspect>();
        foreach (var draft in drafts)
        {
            aspects[draft] = AspectOf(draft, aspects);
            sections.Add(Make(draft, aspects[draft]));
        }

        CheckWhole(sections);
        return sections.ToImmutable();
    }

    private Section Make(Draft draft, Aspect aspect)
    {
        CheckSize(draft);
        return new Section(
            Anchor(draft.Heading),
            draft.Heading.Text,
            draft.Heading.Level,
            draft.Path,
            aspect,
            Topics(draft),
            Direct(draft, aspect),
            Sources(draft),
            [.. draft.Sentences.Select(s => s.Sentence)]);
    }

    private string Anchor(HeadingLine heading)
    {
        if (heading.Anchor is not { Value.Length: > 0 } anchor)
        {
            bag.Report(Codes.NoAnchor, heading.At, "Give the heading an anchor: {#short-name ...}.");
            return "";
        }

        Ids.Check(bag, anchor.At, anchor.Value);
        if (!_anchors.Add(anchor.Value))
        {
            bag.Report(Codes.DuplicateAnchor, anchor.At, $"The anchor '{anchor.Value}' stands in this article already: choose another.");
        }

        return anchor.Value;
    }

    private Aspect AspectOf(Draft draft, Dictionary<Draft, Aspect> known)
    {
        if (draft.Heading.Values.TryGetValue("aspect", out var own))
        {
            if (Aspects.Parse(own.Value) is { } aspect)
            {
                return aspect;
            }

            bag.Report(Codes.UnknownAspect, own.At, $"The aspect '{own.Value}' is not known. Known: {Aspects.Known}.");
        }
        else if (draft.Parent is null)
        {
            bag.Report(Codes.UnknownAspect, draft.Heading.At, $"Say what the section tells: aspect= one of {Aspects.Known}.");
        }

        return draft.Parent is null ? Aspect.Definition : known[draft.Parent];
    }

    private ImmutableArray<string> Topics(Draft draft)
    {
        var found = ImmutableArray.CreateBuilder<string>();
        foreach (var topic in draft.WordsOf("topics"))
        {
            if (!topics.Contains(topic.Value))
            {
                bag.Report(Codes.UnknownTopic, topic.At, $"The topic '{topic.Value}' is not in vocabulary.yaml: add it there or mend the id.");
            }

            found.Add(topic.Value);
        }

        if (found.Count == 0 && draft.Sentences.Count > 0)
        {
            bag.Report(Codes.NoTopics, draft.Heading.At, "Name what the section is about: topics=\"...\", the main topic first.");
        }

        return found.ToImmutable();
    }

    private string? Direct(Draft draft, Aspect aspect)
    {
        if (!draft.Heading.Values.TryGetValue("direct", out var direct))
        {
            return aspect switch
            {
                Aspect.Causes => "it-can",
                Aspect.Treatment or Aspect.Prevention => "may-help",
                _ => null,
            };
        }

        if (!DirectWords.Contains(direct.Value))
        {
            bag.Report(Codes.UnknownDirect, direct.At, $"'{direct.Value}' is no direct word. Known: {string.Join(", ", DirectWords)}.");
        }

        return direct.Value;
    }

    private ImmutableArray<string> Sources(Draft draft)
    {
        var found = ImmutableArray.CreateBuilder<string>();
        foreach (var source in draft.WordsOf("sources"))
        {
            if (!front.Sources.Any(s => s.Id == source.Value))
            {
                bag.Report(Codes.UnknownSource, source.At, $"The source '{source.Value}' is not in the front matter.");
            }

            _usedSources.Add(source.Value);
            found.Add(source.Value);
        }

        if (found.Count == 0 && draft.Sentences.Count > 0)
        {
            bag.Report(Codes.NoSources, draft.Heading.At, "Say who says so: sources=\"...\" with ids of the front matter.");
        }

        return found.ToImmutable();
    }

    private void CheckSize(Draft draft)
    {
        if (draft.Sentences.Count == 0)
        {
            if (!draft.HasParts)
            {
                bag.Report(Codes.EmptySection, draft.Heading.At, "The section is empty: write it or take the heading out.");
            }

            return;
        }

        var words = draft.Sentences.Sum(s => SentenceEnds.CountWords(s.Sentence.Text));
        if (draft.Sentences.Count > MaxSentences || words > MaxWords)
        {
            bag.Report(Codes.LongPassage, draft.Heading.At, $"The section has {draft.Sentences.Count} sentences and {words} words, at most {MaxSentences} and {MaxWords} are good: split it.");
        }
    }

    private void CheckWhole(ImmutableArray<Section>.Builder sections)
    {
        foreach (var source in front.Sources.Where(s => s.Id.Length > 0 && !_usedSources.Contains(s.Id)))
        {
            bag.Report(Codes.UnusedSource, Place.Start(front.AspectsAt.File), $"No section names the source '{source.Id}': take it out or name it.");
        }

        var told = sections.Where(s => s.Sentences.Length > 0).Select(s => s.Aspect).ToHashSet();
        foreach (var aspect in front.Aspects.Where(a => !told.Contains(a)))
        {
            bag.Report(Codes.AspectsDiffer, front.AspectsAt, $"No section tells the aspect '{Aspects.NameOf(aspect)}'.");
        }

        foreach (var aspect in told.Except(front.Aspects).Order())
        {
            bag.Report(Codes.AspectsDiffer, front.AspectsAt, $"Sections tell the aspect '{Aspects.NameOf(aspect)}': list it here.");
        }
    }
}
