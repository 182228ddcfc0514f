namespace Spasms.Protocol;

/// <summary>Names of activity types that this house handles (Activity schema, section 2).</summary>
public static class ActivityTypes
{
    /// <summary>A chat message.</summary>
    public const string Message = "message";
}
