namespace Spasms.Knowledge;

/// <summary>How soon help is needed; a greater value is graver.</summary>
public enum Urgency
{
    /// <summary>Can be looked after at home, with a safety net.</summary>
    SelfCare = 1,

    /// <summary>See a clinician within days to weeks.</summary>
    Routine = 2,

    /// <summary>The same day.</summary>
    Urgent = 3,

    /// <summary>Now, by the emergency number.</summary>
    Emergency = 4,
}
