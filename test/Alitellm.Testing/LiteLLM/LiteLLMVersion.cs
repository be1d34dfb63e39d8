using System.Globalization;

namespace Alitellm.Testing.LiteLLM;

/// <summary>A LiteLLM version as far as behaviour depends on it.</summary>
internal readonly record struct LiteLLMVersion(int Major, int Minor)
{
    /// <summary>Reload became a reconcile: no serving gap, and a write that does not go live is answered 500.</summary>
    public bool ReconcilesOnReload => AtLeast(1, 84);

    /// <summary>Legacy update renames and reloads; a few parameters are cleared by null.</summary>
    public bool LaterModelApi => AtLeast(1, 84);

    /// <summary>Unified access groups, toolsets and their columns in a team's grants exist.</summary>
    public bool HasUnifiedAccessGroups => AtLeast(1, 83);

    /// <summary>An access group's teams and a team's access groups are kept alike in one transaction.</summary>
    public bool SynchronisesAccessGroups => AtLeast(1, 83);

    public bool AtLeast(int major, int minor) => Major > major || (Major == major && Minor >= minor);

    public static LiteLLMVersion Parse(string text)
    {
        var parts = text.Split('.');
        if (parts.Length < 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minor))
        {
            throw new FormatException($"'{text}' is not a LiteLLM version such as 1.81.13.");
        }

        return new LiteLLMVersion(major, minor);
    }
}
