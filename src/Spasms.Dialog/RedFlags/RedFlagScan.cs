using System.Collections.Immutable;
using Spasms.Knowledge.RedFlags;

namespace Spasms.Dialog.RedFlags;

/// <summary>Looks for signs of danger in a message, before anything else may answer (I1).</summary>
public static class RedFlagScan
{
    // Greater ones go with their message.
    private const int MostKept = 4096;

    // A message holds a few hundred word groups: their room is there for the next one that a thread scans.
    [ThreadStatic]
    private static List<PhraseHit>? s_hits;

    /// <summary>Scans one message with the newest families. Never throws; time grows with the length of the text.</summary>
    public static ScanResult Scan(Snapshot now, string text)
    {
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(text);
        var book = now.Knowledge.RedFlags;
        var lexicon = book.Lexicon;
        var words = MessageWords.Of(now, lexicon, text);
        if (words.Count == 0)
        {
            return ScanResult.None;
        }

        var (reading, signs) = Find(lexicon, words, text);
        var reader = new SecondReader(new AlarmFeatures(words, reading, OfFamilies(book, signs)), book.Words, Count(signs));
        var found = new List<FlagHit>();
        foreach (var (pattern, match) in signs)
        {
            if (pattern.IsLead || IsHushed(reader, pattern, match))
            {
                continue;
            }

            found.Add(ToHit(book, pattern, match, words, reading, pattern.Level < RedFlagLevel.Emergency || !reader.Doubts(match, pattern.Level == RedFlagLevel.Crisis)));
        }

        var heard = found.Exists(h => h.Level >= RedFlagLevel.Emergency);
        foreach (var (pattern, match) in signs)
        {
            if (!pattern.IsLead)
            {
                continue;
            }

            heard = heard || reader.Agrees(match);
            if (!heard && IsHushed(reader, pattern, match))
            {
                continue;
            }

            found.Add(ToHit(book, pattern, match, words, reading, heard));
        }

        if (!found.Exists(h => h.Level >= RedFlagLevel.Emergency) && reader.Read() is { } verdict && book.Find(ManySigns) is not null)
        {
            AddVerdict(book, verdict, words, reading, found);
            return Summarise(book, found) with { Heard = HeardTopics.Of(now, text, words, verdict.Heard) };
        }

        return found.Count == 0 ? ScanResult.None : Summarise(book, found);
    }

    private static bool IsHushed(SecondReader reader, RedFlagPattern pattern, PatternMatch match) =>
        pattern.Level >= RedFlagLevel.Emergency && reader.Hushes(match, pattern.Level == RedFlagLevel.Crisis);

    /// <summary>The family under which the second reader reports what fits no other.</summary>
    public const string ManySigns = "many-signs";

    private static void AddVerdict(RedFlagBook book, Verdict verdict, MessageWords words, Reading reading, List<FlagHit> found)
    {
        var crisis = verdict.Crisis ? book.Lexicon.Patterns.FirstOrDefault(p => p.Level == RedFlagLevel.Crisis) : null;
        var id = crisis is null ? ManySigns : book.Families[crisis.Family].Id;
        found.Add(new FlagHit(id, crisis?.Level ?? RedFlagLevel.Emergency, words.Starts[verdict.At], words.Ends[verdict.At] - words.Starts[verdict.At], PersonAt(reading, verdict.At), false));
    }

    /// <summary>The words of a message and what the words around them make of them.</summary>
    internal static (MessageWords Words, Reading Reading) Read(Snapshot now, string text)
    {
        var lexicon = now.Knowledge.RedFlags.Lexicon;
        var words = MessageWords.Of(now, lexicon, text);
        return (words, Reading.Of(words, lexicon, []));
    }

    /// <summary>What the patterns find in a message, with the words of the sentences of each sign of an emergency.</summary>
    internal static (Signs Signs, AlarmFeatures Features, ImmutableArray<(int From, int To)> Sentences) Signs(Snapshot now, string text)
    {
        var lexicon = now.Knowledge.RedFlags.Lexicon;
        var words = MessageWords.Of(now, lexicon, text);
        var (reading, signs) = Find(lexicon, words, text);
        return (Count(signs), new AlarmFeatures(words, reading, OfFamilies(now.Knowledge.RedFlags, signs)), [.. signs.Where(s => s.Pattern.Level >= RedFlagLevel.Emergency).Select(s => SecondReader.Sentences(words, s.Match)).Distinct()]);
    }

    private static (Reading Reading, List<FoundSign> Signs) Find(RedFlagLexicon lexicon, MessageWords words, string text)
    {
        var hits = s_hits ?? [];
        s_hits = null;
        lexicon.Phrases.Find(words.Values, words.EndsSentence, hits);
        AddUnspaced(lexicon, words, text, hits);
        var reading = Reading.Of(words, lexicon, hits);
        var marks = MarkHits.Of(lexicon, words, reading, hits);
        var signs = new List<FoundSign>();
        var groups = lexicon.FirstGroups;
        for (var i = 0; i < groups.Length; i++)
        {
            if (marks.Has(groups[i]) && marks.Find(lexicon.Patterns[i]) is { } match)
            {
                signs.Add(new FoundSign(lexicon.Patterns[i], match));
            }
        }

        if (hits.Capacity <= MostKept)
        {
            hits.Clear();
            s_hits = hits;
        }

        return (reading, signs);
    }

    private static List<FamilySign> OfFamilies(RedFlagBook book, List<FoundSign> signs)
    {
        var families = new List<FamilySign>(signs.Count);
        foreach (var (pattern, match) in signs)
        {
            families.Add(new FamilySign((pattern.IsLead ? "?" : "!") + book.Families[pattern.Family].Id, match.First, match.Last));
        }

        return families;
    }

    private static Signs Count(List<FoundSign> signs) => new(
        signs.Count(s => s.Pattern.IsLead),
        signs.Exists(s => s.Pattern.Level == RedFlagLevel.Emergency && !s.Pattern.IsLead && !(s.Match.Corrected && !s.Match.Confirmed)),
        signs.Exists(s => s.Pattern.Level == RedFlagLevel.Crisis),
        signs.Exists(s => s.Pattern.Level == RedFlagLevel.Urgent));

    private static void AddUnspaced(RedFlagLexicon lexicon, MessageWords words, string text, List<PhraseHit> hits)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u2E80', '\uD7FF'))
        {
            return;
        }

        var before = hits.Count;
        foreach (var (phrase, mark) in lexicon.Unspaced)
        {
            var at = text.IndexOf(phrase, StringComparison.Ordinal);
            if (at >= 0)
            {
                var word = Array.FindLastIndex(words.Starts, s => s <= at);
                if (word >= 0)
                {
                    hits.Add(new PhraseHit(mark, word, word));
                }
            }
        }

        if (hits.Count > before)
        {
            // Those of a group are searched by halves, so they stand in the order of their first word.
            PhraseHit[] ordered = [.. hits.OrderBy(h => h.First)];
            hits.Clear();
            hits.AddRange(ordered);
        }
    }

    private static FlagHit ToHit(RedFlagBook book, RedFlagPattern pattern, PatternMatch match, MessageWords words, Reading reading, bool alone)
    {
        // A correction alone, or a lead alone, leads to a question and not to the alarm.
        var level = !alone || (match.Corrected && !match.Confirmed && !reading.Any(Cue.Alarm)) ? RedFlagLevel.Ask : pattern.Level;
        var start = words.Starts[match.First];
        return new FlagHit(book.Families[pattern.Family].Id, level, start, words.Ends[match.Last] - start, PersonAt(reading, match.Last), match.Corrected);
    }

    private static FlagPerson PersonAt(Reading reading, int at)
    {
        for (var i = at; i >= 0; i--)
        {
            if (reading.Is(Cue.Other, i) || reading.Is(Cue.Self, i))
            {
                return reading.Is(Cue.Other, i) ? FlagPerson.Other : FlagPerson.Self;
            }
        }

        return FlagPerson.Self;
    }

    private static ScanResult Summarise(RedFlagBook book, List<FlagHit> found)
    {
        var best = found
            .GroupBy(h => h.Family, StringComparer.Ordinal)
            .Select(g => g.OrderByDescending(h => h.Level).ThenBy(h => h.Start).First())
            .OrderByDescending(h => h.Level)
            .ThenBy(h => h.Start)
            .ThenBy(h => h.Family, StringComparer.Ordinal)
            .ToImmutableArray();
        return new ScanResult(best[0].Level, best);
    }
}

/// <summary>A pattern that was found, and where.</summary>
internal sealed record FoundSign(RedFlagPattern Pattern, PatternMatch Match);
