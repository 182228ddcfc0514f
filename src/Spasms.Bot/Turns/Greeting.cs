using Spasms.Dialog;
using Spasms.Dialog.Answers;
using Spasms.Dialog.Replies;

namespace Spasms.Bot.Turns;

/// <summary>The first thing the bot says in a chat; once in each conversation.</summary>
internal static class Greeting
{
    /// <summary>The greeting.</summary>
    public static Reply Of(Snapshot snapshot) =>
        new Writer(ReplyKind.Say).Say(snapshot.Knowledge.English["welcome"]).Done() with { Suggestions = Starters.Of(snapshot) };
}
