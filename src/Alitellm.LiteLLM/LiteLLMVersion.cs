using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Alitellm.LiteLLM;

/// <summary>
/// A LiteLLM version as the proxy reports it: <c>1.81.13</c>, <c>1.85.1-rc.2</c>, <c>1.82.0rc1</c>, <c>v1.93.0-nightly</c>.
/// Ordered by number, then pre-releases before the release, then by suffix.
/// </summary>
public sealed partial record LiteLLMVersion(int Major, int Minor, int Patch, string Suffix) : IComparable<LiteLLMVersion>
{
    /// <summary>True for <c>rc</c>, <c>dev</c>, <c>alpha</c>, <c>beta</c> and <c>nightly</c> builds; <c>stable</c>, <c>post</c> and local builds are releases.</summary>
    public bool IsPrerelease => Prerelease().IsMatch(Suffix);

    /// <summary>
    /// Whether this version has what appeared in <paramref name="major"/>.<paramref name="minor"/>.<paramref name="patch"/>. Pre-releases of
    /// that version count as having it, since that is what they are for.
    /// </summary>
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

    public int CompareTo(LiteLLMVersion? other)
    {
        if (other is null)
        {
            return 1;
        }

        var byNumber = (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));
        if (byNumber != 0)
        {
            return byNumber;
        }

        return IsPrerelease != other.IsPrerelease
            ? other.IsPrerelease.CompareTo(IsPrerelease)
            : Rank(Suffix).CompareTo(Rank(other.Suffix));
    }

    public static bool operator <(LiteLLMVersion left, LiteLLMVersion right) => Compare(left, right) < 0;

    public static bool operator <=(LiteLLMVersion left, LiteLLMVersion right) => Compare(left, right) <= 0;

    public static bool operator >(LiteLLMVersion left, LiteLLMVersion right) => Compare(left, right) > 0;

    public static bool operator >=(LiteLLMVersion left, LiteLLMVersion right) => Compare(left, right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}{Suffix}");

    /// <summary><c>rc.10</c> after <c>rc.2</c>: the word first, then its number, and the whole text so that only equal versions compare equal.</summary>
    private static Ranked Rank(string suffix)
    {
        var match = WordAndNumber().Match(suffix);
        TryNumber(match.Groups["number"], out var number);
        return new Ranked(match.Groups["word"].Value, number, suffix);
    }

    private static int Compare(LiteLLMVersion? left, LiteLLMVersion? right) => Comparer<LiteLLMVersion>.Default.Compare(left, right);

    private static bool TryNumber(Group group, out int number)
    {
        number = 0;
        return !group.Success || int.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    [GeneratedRegex(@"^\s*v?(?<major>[0-9]+)\.(?<minor>[0-9]+)(?:\.(?<patch>[0-9]+))?(?<suffix>[-.+_a-zA-Z][0-9a-zA-Z.+_-]*)?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();

    [GeneratedRegex("^[-.+_]?(?<word>[a-z]*)[-.+_]?(?<number>[0-9]+)?", RegexOptions.CultureInvariant)]
    private static partial Regex WordAndNumber();

    [GeneratedRegex(@"^[-.+_]?(?:rc|dev|alpha|beta|a|b|nightly|pre)(?![a-z])", RegexOptions.CultureInvariant)]
    private static partial Regex Prerelease();

    private readonly record struct Ranked(string Word, int Number, string Text) : IComparable<Ranked>
    {
        public int CompareTo(Ranked other)
        {
            var byWord = string.CompareOrdinal(Word, other.Word);
            var byNumber = byWord != 0 ? byWord : Number.CompareTo(other.Number);
            return byNumber != 0 ? byNumber : string.CompareOrdinal(Text, other.Text);
        }
    }
}
