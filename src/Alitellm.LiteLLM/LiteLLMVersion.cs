using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Alitellm.LiteLLM;

/// <summary>
/// A LiteLLM version as the proxy reports it: <c>1.81.13</c>, <c>1.85.1-rc.2</c>, <c>1.82.0rc1</c>, <c>v1.93.0-nightly</c>.
/// </summary>
public sealed partial record LiteLLMVersion(int Major, int Minor, int Patch, string Suffix)
{
    /// <summary>
    /// Whether this version has what appeared in <paramref name="needed"/>. Pre-releases of that version count as having it, since that is what
    /// they are for.
    /// </summary>
    public bool IsAtLeast(LiteLLMVersion needed)
    {
        ArgumentNullException.ThrowIfNull(needed);
        return IsAtLeast(needed.Major, needed.Minor, needed.Patch);
    }

    /// <inheritdoc cref="IsAtLeast(LiteLLMVersion)"/>
    public bool IsAtLeast(int major, int minor, int patch = 0) => (Major, Minor, Patch).CompareTo((major, minor, patch)) >= 0;

    public static bool TryParse(string? text, [NotNullWhen(true)] out LiteLLMVersion? version)
    {
        version = null;
        var match = Shape().Match(text ?? "");
        if (!match.Success
            || !TryNumber(match.Groups["major"], out var major)
            || !TryNumber(match.Groups["minor"], out var minor)
            || !TryNumber(match.Groups["patch"], out var patch))
        {
            return false;
        }

        version = new LiteLLMVersion(major, minor, patch, match.Groups["suffix"].Value.ToLowerInvariant());
        return true;
    }

    /// <exception cref="FormatException">The text is no version.</exception>
    public static LiteLLMVersion Parse(string text) =>
        TryParse(text, out var version) ? version : throw new FormatException("not a LiteLLM version");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}{Suffix}");

    private static bool TryNumber(Group group, out int number)
    {
        number = 0;
        return !group.Success || int.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    [GeneratedRegex(@"^\s*v?(?<major>[0-9]+)\.(?<minor>[0-9]+)(?:\.(?<patch>[0-9]+))?(?<suffix>[-.+_a-zA-Z][0-9a-zA-Z.+_-]*)?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
