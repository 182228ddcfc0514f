namespace Spasms.Knowledge.Questions;

/// <summary>A question to learn from.</summary>
/// <param name="Marks">Its marks (<see cref="QuestionMarks"/>), in rising order.</param>
/// <param name="Before">Those of the question before it in the talk.</param>
/// <param name="Sections">Numbers of the sections that answer it.</param>
internal sealed record AskedExample(int[] Marks, int[] Before, int[] Sections);
