using System.Collections.Immutable;
using Spasms.Dialog;
using Spasms.Dialog.Replies;

namespace Spasms.Bot.Turns;

/// <summary>The first thing the bot says in a chat; once in each conversation.</summary>
internal static class Greeting
{
    /// <summary>The greeting.</summary>
    public static Reply Of(Snapshot snapshot) =>
        new Writer(ReplyKind.Say).Say(snapshot.Knowledge.English["welcome"]).Done() with { Suggestions = Starters(snapshot) };

    /// <summary>Two questions that the articles answer, and the questionnaire.</summary>
    public static ImmutableArray<string> Starters(Snapshot snapshot) =>
        [snapshot.Knowledge.English["starter-1"], snapshot.Knowledge.English["starter-2"], snapshot.Knowledge.English["starter-3"]];
}
