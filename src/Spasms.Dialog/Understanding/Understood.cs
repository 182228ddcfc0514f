using System.Collections.Immutable;
using Spasms.Dialog.Answers;
using Spasms.Knowledge.Questions;
using Spasms.Search;

namespace Spasms.Dialog.Understanding;

/// <summary>What one question of a message wants: what is asked, about what, for whom.</summary>
/// <param name="Ask">What is asked.</param>
/// <param name="YesNo">True when a yes or no answers it.</param>
/// <param name="Topics">Numbers of the topics named, in the order of the question, each once.</param>
/// <param name="Words">Its words after spelling, folded.</param>
/// <param name="Content">Its words that say something about its subject and stand in no topic.</param>
/// <param name="Coverage">Share of its weight of content that the bot knows, in percent.</param>
/// <param name="Thread">How it points back.</param>
internal sealed record Understood(
    Ask Ask,
    bool YesNo,
    ImmutableArray<int> Topics,
    ImmutableArray<string> Words,
    ImmutableArray<string> Content,
    int Coverage,
    Pointing Thread)
{
    private const int BareWords = 5;
    private const int PlainWords = 8;
    private const int StrangerWords = 5;

    /// <summary>True when the question mentions words of another subject.</summary>
    public bool Elsewhere { get; init; }

    /// <summary>Topics that it names to be left out ("besides tablets").</summary>
    public ImmutableArray<int> Denied { get; init; } = [];

    /// <summary>True when it names the whole subject by a word that is nobody else's.</summary>
    public bool Clear { get; init; }

    /// <summary>True when it names nothing but what is not there.</summary>
    public bool OnlyDenies { get; init; }

    /// <summary>True when it is a few words that say nothing of another subject: "how?", "which vitamins".</summary>
    public bool IsBare => !Elsewhere && Content.IsEmpty && Words.Length <= BareWords;

    /// <summary>True when it says nothing of another subject, in some words more: "what is missing in her brain".</summary>
    public bool IsPlain => !Elsewhere && Content.IsEmpty && Words.Length <= PlainWords;

    /// <summary>True when it begins with what it asks: "best way to ...", "symptoms of ...".</summary>
    public bool LeadsWithCue { get; init; }

    /// <summary>True when its few words outside cues all stand in the articles.</summary>
    public bool IsFamiliar { get; init; }

    /// <summary>True when its few words name one thing, and no article has that word.</summary>
    public bool IsStranger(AnswerTables tables) =>
        Topics.IsEmpty && Ask is Ask.Unsaid or Ask.Definition && Content is [var word] && Words.Length <= StrangerWords
        && Words[^1] == word && !tables.Lines.Holds(Porter2.Stem(word));

    /// <summary>True when it asks for what is no such illness: "what harmless things can it be", "something less scary".</summary>
    public bool IsMilder { get; } = Milder(Words);

    // "Everyday cramps" and "I drink less" are none.
    private static bool Milder(ImmutableArray<string> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var next = i + 1 < words.Length ? words[i + 1] : "";
            if (words[i] is "harmless" or "innocent" or "milder" or "simpler"
                || (words[i] is "less" && next is "scary" or "serious" or "bad" or "worrying" or "dangerous" or "sinister" or "grim" or "frightening")
                || (words[i] is "ordinary" or "everyday" or "benign" or "innocuous" && next is "cause" or "thing" or "reason" or "explanation"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Its words and those of the message that belong to no other question: what people tell before they ask says what they mean.</summary>
    public ImmutableArray<string> Told { get; init; } = Words;

    /// <summary>The second best ask, where two are asked in one breath ("what is it and why").</summary>
    public Ask Second { get; init; }
}

/// <summary>How a question points back to what was said.</summary>
/// <param name="More">Asks for more.</param>
/// <param name="Why">Asks why.</param>
/// <param name="Correction">Corrects the last question.</param>
/// <param name="About">Carries the last question over ("and ...?").</param>
/// <param name="Pronoun">Names something by a pronoun.</param>
/// <param name="Ordinal">Points to a line of the last list, from 0; -1 its last line; null none.</param>
internal sealed record Pointing(bool More, bool Why, bool Correction, bool About, bool Pronoun, int? Ordinal)
{
    /// <summary>Points nowhere.</summary>
    public static Pointing None { get; } = new(false, false, false, false, false, null);

    /// <summary>Asks for others of the kind: "another one", "what else".</summary>
    public bool Other { get; init; }

    /// <summary>True when it points back at all.</summary>
    public bool Back => More || Why || Correction || About || Pronoun || Ordinal is not null || Other;
}

/// <summary>A whole message: its questions, and whether it tells of the person's own trouble.</summary>
/// <param name="Questions">Its questions, at most three.</param>
/// <param name="Context">Numbers of the topics that stand outside the questions.</param>
/// <param name="Trouble">It tells of the person's own trouble.</param>
internal sealed record Message(ImmutableArray<Understood> Questions, ImmutableArray<int> Context, bool Trouble)
{
    /// <summary>Topics of the last part before the first question: what "that" there means.</summary>
    public ImmutableArray<int> Nearest { get; init; } = [];

    /// <summary>True when it speaks of muscles or nerves anywhere.</summary>
    public bool OfMuscles { get; init; }

    /// <summary>True when words of another subject stand anywhere in it.</summary>
    public bool Elsewhere { get; init; }

    /// <summary>True when it names the whole subject anywhere by a word that is nobody else's.</summary>
    public bool Clear { get; init; }

    /// <summary>All its words, folded.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>How many words it has in all.</summary>
    public int Length => Words.Length;

    /// <summary>True when a part of it is put as a question.</summary>
    public bool IsAsked { get; init; }

    /// <summary>True when nothing in it looks like a question, and its words are looked up all the same.</summary>
    public bool IsKeywords { get; init; }

    /// <summary>True when the words around the questions are few and of another subject.</summary>
    public bool ForeignContext { get; init; }
}
