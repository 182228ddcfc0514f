namespace Spasms.Knowledge.Questions;

/// <summary>What a message in a talk may be, beside a question that a section answers.</summary>
/// <param name="Ours">The share of our subject, if it asks something (0 to 1).</param>
/// <param name="Said">The share of what asks nothing and only takes note: "ok, will do" (0 to 1).</param>
/// <param name="Told">The share of what tells of somebody's own trouble (0 to 1).</param>
public readonly record struct FollowUpShares(float Ours, float Said, float Told);
