using Spasms.Knowledge.Safety;

namespace Spasms.Knowledge.Prepared;

/// <summary>The kept form of intended use and hazard log.</summary>
internal static class SafetyForm
{
    public static SafetyBook Book(Form form, SafetyBook? book) => new(
        form.List(book?.IntendedUse ?? [], static (f, statement) => new Statement(f.Text(statement?.Id), f.Text(statement?.Title), f.Texts(statement?.Lines ?? []))),
        form.List(book?.Hazards ?? [], Hazard),
        form.Text(book?.Hash));

    private static Hazard Hazard(Form form, Hazard? hazard) => new(
        form.Text(hazard?.Id),
        form.Text(hazard?.Name),
        form.Texts(hazard?.Causes ?? []),
        form.Text(hazard?.Effect),
        Risk(form, hazard?.Before),
        form.List(hazard?.Controls ?? [], static (f, control) => new Control(f.Text(control?.Text), f.Texts(control?.Tests ?? []))),
        Risk(form, hazard?.After),
        form.Text(hazard?.Why),
        form.Texts(hazard?.Families ?? []),
        form.Texts(hazard?.Rules ?? []));

    private static Risk Risk(Form form, Risk? risk) =>
        new((HarmSeverity)form.Number((int)(risk?.Severity ?? 0)), (HarmLikelihood)form.Number((int)(risk?.Likelihood ?? 0)));
}
