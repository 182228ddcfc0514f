using System.Collections.Immutable;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog.Recognizers;

/// <summary>
/// Reads typed values out of a response. A port: the default is <see cref="PlainRecognizer"/>; another implementation
/// reads with Recognizers-Text. Never guesses: what could mean two things is <see cref="Reading.Ambiguous"/>.
/// </summary>
public interface IRecognizer
{
    /// <summary>What the words mean as a response to a question of this type.</summary>
    /// <param name="type">What is asked for.</param>
    /// <param name="text">The person's words.</param>
    /// <param name="options">What may be chosen.</param>
    /// <param name="at">When the message was received: onsets count back from here.</param>
    Reading Read(QuestionType type, string text, ImmutableArray<Choosable> options, DateTimeOffset at);
}

/// <summary>An option that words may mean.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Words">Normalised words and phrases that mean it.</param>
public sealed record Choosable(string Id, ImmutableArray<string> Words);

/// <summary>What a response means. Closed.</summary>
public abstract record Reading
{
    private Reading()
    {
    }

    /// <summary>yes or no.</summary>
    public sealed record Truth(bool Yes) : Reading;

    /// <summary>Chosen options.</summary>
    public sealed record Chosen(ImmutableArray<string> Options) : Reading;

    /// <summary>A number: years, points, minutes or days before the message.</summary>
    public sealed record Value(double Number) : Reading;

    /// <summary>"None of these".</summary>
    public sealed record None : Reading;

    /// <summary>"I don't know".</summary>
    public sealed record NotSure : Reading;

    /// <summary>It could mean more than one thing.</summary>
    public sealed record Ambiguous : Reading;

    /// <summary>Nothing of the kind was found.</summary>
    public sealed record Unread : Reading;
}
