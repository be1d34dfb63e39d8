using Alitellm.Api.Common;

namespace Alitellm.Operator.Remote.Content;

/// <summary>Verdicts on <c>spec.secrets</c> that the schema cannot give. All answers are in ordinal order.</summary>
internal static class SecretBindingRules
{
    /// <summary>Names bound more than once; which value would be meant is undefined.</summary>
    public static IReadOnlyList<string> Duplicates(IEnumerable<SecretBinding> bindings)
    {
        ArgumentNullException.ThrowIfNull(bindings);
        return
        [
            .. bindings.GroupBy(binding => binding.As, StringComparer.Ordinal)
                .Where(group => group.Skip(1).Any())
                .Select(group => group.Key)
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Names that no placeholder can ever have, <c>^[A-Z_][A-Z0-9_]*$</c>.</summary>
    public static IReadOnlyList<string> InvalidNames(IEnumerable<SecretBinding> bindings)
    {
        ArgumentNullException.ThrowIfNull(bindings);
        return
        [
            .. bindings.Select(binding => binding.As)
                .Where(name => !PlaceholderScanner.IsName(name))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Names that no bag uses.</summary>
    /// <param name="used">The placeholders of all bags of the object.</param>
    public static IReadOnlyList<string> Unused(IEnumerable<SecretBinding> bindings, IReadOnlySet<string> used)
    {
        ArgumentNullException.ThrowIfNull(bindings);
        ArgumentNullException.ThrowIfNull(used);
        return
        [
            .. bindings.Select(binding => binding.As)
                .Where(name => !used.Contains(name))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }
}
