using Spasms.Knowledge.RedFlags;

namespace Spasms.Tests.RedFlags;

/// <summary>A message's words, pairs and parts with what it is.</summary>
/// <param name="Written">Words, pairs and parts.</param>
/// <param name="Sentences">Those of each sentence in which a sign of an emergency was found.</param>
/// <param name="Signs">What the patterns find in it.</param>
/// <param name="Alarm">True for an emergency.</param>
/// <param name="Crisis">True for thoughts of self-harm.</param>
/// <param name="Voice">Who wrote it, and what for.</param>
internal sealed record AlarmExample(IReadOnlyList<string> Written, IReadOnlyList<IReadOnlyList<string>> Sentences, Signs Signs, bool Alarm, bool Crisis, Voice Voice)
{
    /// <summary>Its writer had not seen the bot, and no pattern was written after it.</summary>
    public bool IsFresh => Voice is Voice.Emergency or Voice.LookAlike or Voice.OwnTrouble;
}

/// <summary>Who wrote a message, and what for.</summary>
internal enum Voice
{
    /// <summary>Written beside the patterns, or patterns were written after it.</summary>
    Known,

    /// <summary>A plain sign of the families: it keeps its level whatever stands around it (<see cref="MetamorphicTests"/>).</summary>
    Sign,

    /// <summary>A question that people ask of the articles.</summary>
    Question,

    /// <summary>A fresh emergency.</summary>
    Emergency,

    /// <summary>Fresh alarming words that are no emergency.</summary>
    LookAlike,

    /// <summary>A fresh story of own trouble that is no emergency.</summary>
    OwnTrouble,
}

/// <summary>What the words say to a reader that has not seen the message.</summary>
/// <param name="Whole">Those of the whole message.</param>
/// <param name="Sentence">Those of the sentence of a sign that says most.</param>
internal readonly record struct CrossValidation(double Whole, double Sentence);
