using System.Collections.Frozen;
using System.Globalization;
using Alitellm.Api.Common;

namespace Alitellm.Operator.Remote.Content;

/// <summary>The values behind an object's placeholders and the versions of the Secrets they came from.</summary>
/// <param name="ByPlaceholder">Value by the placeholder's name, UTF-8 text as stored, not trimmed.</param>
/// <param name="Versions">The Secrets that were read.</param>
internal sealed record SecretValues(IReadOnlyDictionary<string, string> ByPlaceholder, IReadOnlyList<SecretVersion> Versions)
{
    public static SecretValues Empty { get; } = new(FrozenDictionary<string, string>.Empty, []);

    /// <summary>Counts only: this type ends up in logs and exception texts sooner or later.</summary>
    public override string ToString()
    {
        return string.Create(CultureInfo.InvariantCulture, $"SecretValues {{ {ByPlaceholder.Count} values of {Versions.Count} Secrets }}");
    }
}
