using System.Collections;
using System.Reflection;
using Spasms.Dialog.State;

namespace Spasms.Tests.State;

/// <summary>A state in which every property holds something other than its default, made by looking at the types.</summary>
internal static class WholeState
{
    public static DialogState Make() => (DialogState)Full(typeof(DialogState));

    private static object Full(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
        {
            return "words";
        }

        if (type.IsEnum)
        {
            return Enum.GetValues(type).GetValue(1)!;
        }

        if (type == typeof(DateTimeOffset))
        {
            return new DateTimeOffset(2026, 11, 28, 12, 0, 0, TimeSpan.FromHours(1));
        }

        if (type.IsPrimitive)
        {
            return Convert.ChangeType(1, type, System.Globalization.CultureInfo.InvariantCulture);
        }

        return type.IsAssignableTo(typeof(IEnumerable)) ? ListOfOne(type.GetGenericArguments()[0]) : Record(type);
    }

    private static object ListOfOne(Type element)
    {
        var one = Array.CreateInstance(element, 1);
        one.SetValue(Full(element), 0);
        return typeof(System.Collections.Immutable.ImmutableArray).GetMethods()
            .First(m => m.Name == "Create" && m.GetParameters() is [{ ParameterType.IsArray: true }])
            .MakeGenericMethod(element).Invoke(null, [one])!;
    }

    // What holds one of its own kind ("before") holds one, which holds none.
    private static object Record(Type type, bool isInner = false)
    {
        var maker = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        var made = maker.Invoke([.. maker.GetParameters().Select(p => Full(p.ParameterType))]);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite && !(isInner && p.PropertyType == type)))
        {
            property.SetValue(made, property.PropertyType == type ? Record(type, isInner: true) : Full(property.PropertyType));
        }

        return made;
    }
}
