namespace Spasms.Protocol;

/// <summary>Names of activity types that this house handles (Activity schema, section 2). Others pass harmlessly.</summary>
public static class ActivityTypes
{
    /// <summary>A chat message.</summary>
    public const string Message = "message";

    /// <summary>Something happened on the page, such as <c>webchat/join</c>; has a name and a value.</summary>
    public const string Event = "event";

    /// <summary>Somebody is writing. Shown, never kept.</summary>
    public const string Typing = "typing";

    /// <summary>Members came or went. Goes to the bot, never to a client.</summary>
    public const string ConversationUpdate = "conversationUpdate";

    /// <summary>A side says that it is done. Ends nothing by itself.</summary>
    public const string EndOfConversation = "endOfConversation";

    /// <summary>A call that wants an answer in the response; unhandled ones answer 501.</summary>
    public const string Invoke = "invoke";
}
