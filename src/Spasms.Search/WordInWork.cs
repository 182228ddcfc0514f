namespace Spasms.Search;

/// <summary>A word on its way through the steps of <see cref="Porter2"/>. A consonantal y is kept as Y.</summary>
internal ref struct WordInWork
{
    private readonly Span<char> _chars;
    private readonly int _r1;
    private readonly int _r2;
    private int _length;

    public WordInWork(ReadOnlySpan<char> word, Span<char> buffer)
    {
        word = word[0] == '\'' ? word[1..] : word;
        _chars = buffer;
        _length = word.Length;
        word.CopyTo(buffer);
        for (var i = 0; i < _length; i++)
        {
            if (_chars[i] == 'y' && (i == 0 || IsVowel(_chars[i - 1])))
            {
                _chars[i] = 'Y';
            }
        }

        _r1 = FirstRegion();
        _r2 = AfterNextSyllable(_r1);
    }

    public readonly Span<char> Text => _chars[.._length];

    // Step 0.
    public void Possessive() => _ = TryCut("'s'") || TryCut("'s") || TryCut("'");

    // Step 1a.
    public void Plural()
    {
        if (Ends("sses"))
        {
            _length -= 2;
        }
        else if (Ends("ied") || Ends("ies"))
        {
            _length -= _length > 4 ? 2 : 1;
        }
        else if (Ends("s") && !Ends("us") && !Ends("ss") && HasVowel(_length - 2))
        {
            _length--;
        }
    }

    // Step 1b.
    public void PastAndProgressive()
    {
        if (Ends("eedly") || Ends("eed"))
        {
            var suffix = Ends("eedly") ? 5 : 3;
            if (_length - suffix >= _r1)
            {
                _length -= suffix - 2;
            }

            return;
        }

        if (_length == 5 && Ends("ying") && !IsVowel(_chars[0]))
        {
            "ie".CopyTo(_chars[1..]);
            _length = 3;
            return;
        }

        var cut = Ends("ingly") ? 5 : Ends("edly") ? 4 : Ends("ing") ? 3 : Ends("ed") ? 2 : 0;
        if (cut == 0 || !HasVowel(_length - cut))
        {
            return;
        }

        _length -= cut;
        if (Ends("at") || Ends("bl") || Ends("iz"))
        {
            _chars[_length++] = 'e';
        }
        else if (EndsInDouble())
        {
            _length--;
        }
        else if (_r1 >= _length && EndsInShortSyllable(_length))
        {
            _chars[_length++] = 'e';
        }
    }

    // Step 1c.
    public readonly void FinalY()
    {
        if (_length > 2 && _chars[_length - 1] is 'y' or 'Y' && !IsVowel(_chars[_length - 2]))
        {
            _chars[_length - 1] = 'i';
        }
    }

    // Step 2: the longest suffix that stands there decides, whether or not it lies in R1.
    public void LongSuffixes()
    {
        foreach (var (suffix, replacement) in Suffixes.Long)
        {
            if (Ends(suffix))
            {
                var rest = _length - suffix.Length;
                var allowed = suffix switch
                {
                    "ogi" => rest > 0 && _chars[rest - 1] == 'l',
                    "li" => rest > 0 && "cdeghkmnrt".Contains(_chars[rest - 1]),
                    _ => true,
                };
                Replace(suffix, replacement, allowed && rest >= _r1);
                return;
            }
        }
    }

    // Step 3.
    public void MiddleSuffixes()
    {
        foreach (var (suffix, replacement) in Suffixes.Middle)
        {
            if (Ends(suffix))
            {
                Replace(suffix, replacement, _length - suffix.Length >= (suffix == "ative" ? _r2 : _r1));
                return;
            }
        }
    }

    // Step 4.
    public void ShortSuffixes()
    {
        foreach (var suffix in Suffixes.Short)
        {
            if (Ends(suffix))
            {
                var rest = _length - suffix.Length;
                Replace(suffix, "", rest >= _r2 && (suffix != "ion" || (rest > 0 && _chars[rest - 1] is 's' or 't')));
                return;
            }
        }
    }

    // Step 5.
    public void FinalLetter()
    {
        var rest = _length - 1;
        if (Ends("e"))
        {
            if (rest >= _r2 || (rest >= _r1 && !EndsInShortSyllable(rest)))
            {
                _length--;
            }
        }
        else if (Ends("ll") && rest >= _r2)
        {
            _length--;
        }
    }

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    private readonly int FirstRegion()
    {
        foreach (var start in Suffixes.RegionStarts)
        {
            if (Text.StartsWith(start))
            {
                return start.Length;
            }
        }

        return AfterNextSyllable(0);
    }

    // Behind the first non-vowel that follows a vowel, or the word's end.
    private readonly int AfterNextSyllable(int from)
    {
        for (var i = from + 1; i < _length; i++)
        {
            if (!IsVowel(_chars[i]) && IsVowel(_chars[i - 1]))
            {
                return i + 1;
            }
        }

        return _length;
    }

    // Most suffixes are told by their last letter alone.
    private readonly bool Ends(string suffix) => _length >= suffix.Length && _chars[_length - 1] == suffix[^1] && Text.EndsWith(suffix);

    private readonly bool HasVowel(int end)
    {
        for (var i = 0; i < end; i++)
        {
            if (IsVowel(_chars[i]))
            {
                return true;
            }
        }

        return false;
    }

    // Not so add, ebb, egg, err, odd, off: they have their double from the start.
    private readonly bool EndsInDouble() =>
        _length > 1 && !(_length == 3 && _chars[0] is 'a' or 'e' or 'o') && _chars[_length - 1] == _chars[_length - 2] && "bdfgmnprt".Contains(_chars[_length - 1]);

    private readonly bool EndsInShortSyllable(int end) => end switch
    {
        < 2 => false,
        2 => IsVowel(_chars[0]) && !IsVowel(_chars[1]),
        _ when _chars[..end] is "past" => true,
        _ => !IsVowel(_chars[end - 3]) && IsVowel(_chars[end - 2])
            && !IsVowel(_chars[end - 1]) && _chars[end - 1] is not ('w' or 'x' or 'Y'),
    };

    private bool TryCut(string suffix)
    {
        if (!Ends(suffix))
        {
            return false;
        }

        _length -= suffix.Length;
        return true;
    }

    private void Replace(string suffix, string replacement, bool allowed)
    {
        if (allowed)
        {
            _length -= suffix.Length;
            replacement.CopyTo(_chars[_length..]);
            _length += replacement.Length;
        }
    }
}

/// <summary>The suffix tables of <see cref="Porter2"/>; where one suffix ends in another, the longer stands first.</summary>
internal static class Suffixes
{
    /// <summary>Word beginnings behind which R1 starts whatever the letters.</summary>
    public static readonly string[] RegionStarts = ["gener", "commun", "arsen", "past", "univers", "later", "emerg", "organ", "inter"];

    /// <summary>Step 2.</summary>
    public static readonly (string Suffix, string Replacement)[] Long =
    [
        ("ization", "ize"), ("ational", "ate"), ("fulness", "ful"), ("ousness", "ous"), ("iveness", "ive"),
        ("tional", "tion"), ("biliti", "ble"), ("lessli", "less"), ("entli", "ent"), ("ation", "ate"),
        ("alism", "al"), ("aliti", "al"), ("ousli", "ous"), ("iviti", "ive"), ("fulli", "ful"),
        ("enci", "ence"), ("anci", "ance"), ("abli", "able"), ("izer", "ize"), ("ator", "ate"), ("alli", "al"),
        ("ogist", "og"), ("bli", "ble"), ("ogi", "og"), ("li", ""),
    ];

    /// <summary>Step 3.</summary>
    public static readonly (string Suffix, string Replacement)[] Middle =
    [
        ("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"), ("ative", ""),
        ("ical", "ic"), ("ness", ""), ("ful", ""),
    ];

    /// <summary>Step 4.</summary>
    public static readonly string[] Short =
    [
        "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize",
        "ion", "al", "er", "ic",
    ];
}
