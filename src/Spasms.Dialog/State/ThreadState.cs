using System.Collections.Immutable;
using Spasms.Knowledge.Questions;

namespace Spasms.Dialog.State;

/// <summary>What the talk is about: lets "how is it treated?" find its topic.</summary>
public sealed record ThreadState
{
    /// <summary>After so many answers about other things a medicine is not meant any more.</summary>
    public const int MedicineForgotten = 3;

    /// <summary>Topic ids of the last answered question, in its order.</summary>
    public ImmutableArray<string> Topics { get; init; } = [];

    /// <summary>The last topic that stands for the whole subject (spasm, cramp, ...), or null.</summary>
    public string? Subject { get; init; }

    /// <summary>What was asked last.</summary>
    public Ask Ask { get; init; }

    /// <summary>Topic ids of the lines of the last list or choice, in the order shown: "the second one".</summary>
    public ImmutableArray<string> Shown { get; init; } = [];

    /// <summary>Lines said so far about the topics, as <c>article#anchor:line</c>: "tell me more" brings others.</summary>
    public ImmutableArray<string> Said { get; init; } = [];

    /// <summary>The last medicine talked about, or null: "should I come off it".</summary>
    public string? Medicine { get; init; }

    /// <summary>Answers since then, counted no further than <see cref="MedicineForgotten"/>: a talk that goes on about the same is the same.</summary>
    public int MedicineAge { get; init; }

    /// <summary>
    /// Illness, person and part of the body that the talk is about, also while a treatment or a test is asked about:
    /// "will it get worse", after talk of an operation, means the illness.
    /// </summary>
    public ImmutableArray<string> Lasting { get; init; } = [];

    /// <summary>The last message's words, folded, as it was typed, or, if it leaned on the talk, as it would have been asked alone: what the next one follows.</summary>
    public ImmutableArray<string> Worded { get; init; } = [];

    /// <summary>Misses in a row.</summary>
    public int Misses { get; init; }
}
