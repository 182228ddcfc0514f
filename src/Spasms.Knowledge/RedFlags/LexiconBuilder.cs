using System.Collections.Immutable;
using System.Globalization;
using Spasms.Knowledge.Text;
using Spasms.Knowledge.Yaml;

namespace Spasms.Knowledge.RedFlags;

/// <summary>
/// Reads the pattern language of red-flags.yaml. <c>a|b c + @list ! guard ~9</c> reads: one of "a" and "b c", and one word
/// of the list, within nine words, with no guard word near. <c>*</c> is any ending, <c>~all</c> the whole message.
/// </summary>
internal sealed class LexiconBuilder
{
    private const int UsualWindow = 8;
    private readonly DiagnosticBag _bag;
    private readonly ImmutableArray<string> _fillers;
    private readonly PhraseTableBuilder _phrases;
    private readonly PhraseTableBuilder _cues = new([]);
    private readonly PhraseTableBuilder _ways = new([]);
    private readonly List<string> _sameWords = [];
    private readonly Dictionary<string, ImmutableArray<Node.Scalar>> _lists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _marks = new(StringComparer.Ordinal);
    private readonly HashSet<string> _background = new(StringComparer.Ordinal);
    private readonly List<bool> _isBackground = [];
    private readonly ImmutableArray<(string, int)>.Builder _unspaced = ImmutableArray.CreateBuilder<(string, int)>();
    private readonly ImmutableArray<RedFlagPattern>.Builder _patterns = ImmutableArray.CreateBuilder<RedFlagPattern>();
    private readonly HashSet<string> _right = new(StringComparer.Ordinal);
    private readonly HashSet<string> _stems = new(StringComparer.Ordinal);
    private readonly HashSet<string> _folded = new(StringComparer.Ordinal);
    private ImmutableArray<string> _misspelt = [];
    private PhraseTable? _same;

    public LexiconBuilder(ImmutableArray<string> fillers, DiagnosticBag bag)
    {
        _bag = bag;
        _fillers = [.. fillers.Select(Words.Normalise)];
        _phrases = new PhraseTableBuilder(_fillers);
        for (var i = 0; i < RedFlagLexicon.FirstGroup; i++)
        {
            _isBackground.Add(false);
        }
    }

    // Ways of writing are all there before anything is folded.
    private PhraseTable Same => _same ??= _ways.Build();

    public void AddSame(string word, ImmutableArray<string> ways)
    {
        foreach (var way in ways)
        {
            _right.UnionWith(Words.Of(way).Select(w => w.Value));
            _ways.Add([.. Words.Of(way).Select(w => w.Value)], _sameWords.Count);
        }

        _sameWords.Add(Words.Normalise(word));
    }

    public void AddLists(MapReader? lists, ImmutableArray<Node.Scalar> background)
    {
        foreach (var name in lists?.Keys.ToList() ?? [])
        {
            _lists[name] = lists!.Scalars(name);
        }

        foreach (var name in background)
        {
            if (!_lists.ContainsKey(name.Value))
            {
                _bag.Error("K201", name.At, $"There is no list '{name.Value}' under 'words'.");
            }

            _background.Add(name.Value);
        }
    }

    public void AddCue(Cue cue, Node.Scalar phrase)
    {
        foreach (var (text, at) in Expand(phrase.Value, phrase.At, 0))
        {
            AddPhrase(_cues, text, (int)cue, at);
            if (cue is Cue.Other or Cue.Creature)
            {
                // "my husband's face", "the dogs"
                AddPhrase(_cues, text + "s", (int)cue, at);
            }
        }
    }

    public void AddSpelling(IEnumerable<string> words, IEnumerable<string> right)
    {
        _misspelt = [.. words.Select(Words.Normalise)];
        _right.UnionWith(right.Select(Words.Normalise));
    }

    public void AddPattern(int family, RedFlagLevel level, Node.Scalar written)
    {
        var window = UsualWindow;
        var parts = new List<string>();
        foreach (var part in written.Value.Split('!'))
        {
            parts.Add(CutWindow(part, written.At, ref window));
        }

        var groups = parts[0].Split('+').Select(g => Group(g, written.At)).ToImmutableArray();
        var guards = parts.Skip(1).Select(g => Group(g, written.At)).ToImmutableArray();
        _patterns.Add(new RedFlagPattern(family, level, groups, guards, window));
    }

    public RedFlagLexicon Build() => new()
    {
        Phrases = _phrases.Build(),
        Cues = _cues.Build(),
        Same = Same,
        SameWords = [.. _sameWords],
        Spelling = SpellingTable.Of(_misspelt, _right.Concat(_fillers), _stems),
        Forms = WordForms.Of(_folded, _stems),
        Unspaced = _unspaced.ToImmutable(),
        Background = [.. _isBackground],
        Marks = _isBackground.Count,
        Patterns = _patterns.ToImmutable(),
    };

    // "~9" or "~all" may stand behind the groups or behind a guard.
    private string CutWindow(string part, Place at, ref int window)
    {
        var tilde = part.IndexOf('~', StringComparison.Ordinal);
        if (tilde < 0)
        {
            return part;
        }

        var size = part[(tilde + 1)..].Trim();
        if (size == "all")
        {
            window = int.MaxValue;
        }
        else if (!int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out window))
        {
            _bag.Error("K203", at, $"'~{size}' is no distance: write ~ and a number of words, or ~all.");
        }

        return part[..tilde];
    }

    private int Group(string written, Place at)
    {
        var key = written.Trim();
        if (_marks.TryGetValue(key, out var known))
        {
            return known;
        }

        var mark = _isBackground.Count;
        _marks.Add(key, mark);
        _isBackground.Add(key.StartsWith('@') && _background.Contains(key[1..]));
        if (key.Length == 0)
        {
            _bag.Error("K202", at, "A word is missing here: between two '+', or before or after '!'.");
        }

        foreach (var item in key.Split('|', StringSplitOptions.TrimEntries))
        {
            foreach (var (text, place) in Expand(item, at, 0))
            {
                AddPhrase(_phrases, text, mark, place);
            }
        }

        return mark;
    }

    private IEnumerable<(string Text, Place At)> Expand(string item, Place at, int depth)
    {
        if (!item.StartsWith('@'))
        {
            return [(item, at)];
        }

        if (!_lists.TryGetValue(item[1..], out var list))
        {
            _bag.Error("K201", at, $"There is no list '{item[1..]}' under 'words'.");
            return [];
        }

        if (depth > 4)
        {
            _bag.Error("K212", at, $"The list '{item[1..]}' holds itself.");
            return [];
        }

        return list.SelectMany(i => Expand(i.Value, i.At, depth + 1));
    }

    private void AddPhrase(PhraseTableBuilder table, string text, int mark, Place at)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        foreach (var piece in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = Words.Of(piece);
            var stem = piece.EndsWith('*') ? "*" : "";
            if (stem.Length > 0 && (parts.Length == 0 || parts[^1].Value.Length < PhraseTable.ShortestStem))
            {
                _bag.Error("K209", at, $"'{piece}' matches too much: give at least {PhraseTable.ShortestStem} letters before the *.");
                stem = "";
            }

            for (var i = 0; i < parts.Length; i++)
            {
                words.Add(i == parts.Length - 1 ? parts[i].Value + stem : parts[i].Value);
            }
        }

        if (words.Count == 0)
        {
            _bag.Error("K202", at, $"'{text}' holds no word: write one or take it out.");
            return;
        }

        if (IsUnspaced(text))
        {
            _unspaced.Add((text, mark));
            if (text.Contains(' ', StringComparison.Ordinal))
            {
                _unspaced.Add((text.Replace(" ", "", StringComparison.Ordinal), mark));
            }

            return;
        }

        foreach (var word in words)
        {
            if (word.EndsWith('*'))
            {
                _stems.Add(word[..^1]);
            }
            else
            {
                _right.Add(word);
            }
        }

        var folded = Fold(words);
        _folded.UnionWith(folded.Where(w => !w.EndsWith('*')));
        table.Add(folded, mark);
    }

    // A pattern's words are folded like a message's: "legs" is read as "leg" on both sides.
    private ImmutableArray<string> Fold(ImmutableArray<string>.Builder words)
    {
        var typed = words.ToArray();
        var hits = new List<PhraseHit>();
        Same.Find(typed, new bool[typed.Length], hits);
        var folded = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < typed.Length; i++)
        {
            var best = new PhraseHit(-1, i, i);
            foreach (var hit in hits)
            {
                best = hit.First == i && (best.Mark < 0 || hit.Last > best.Last) ? hit : best;
            }

            folded.Add(best.Mark < 0 ? typed[i] : _sameWords[best.Mark]);
            i = best.Last;
        }

        return folded.ToImmutable();
    }

    // Chinese, Japanese and Korean: no spaces, or endings glued to the word.
    private static bool IsUnspaced(string text) => text.Any(c => c is >= '\u2E80' and <= '\uDFFF');
}
