using Alitellm.Api.Schema;

namespace Alitellm.Api.Common;

/// <summary>The difference between the spec and LiteLLM.</summary>
public sealed class DriftReport
{
    /// <summary>The greatest number of fields that are shown.</summary>
    public const int MaxFields = 20;

    /// <summary>The differing fields, at most 20; secret values are masked.</summary>
    [MaxItems(MaxFields)]
    public IList<DriftedField>? Fields { get; set; }

    /// <summary>More fields differ than are shown.</summary>
    public bool? Truncated { get; set; }

    /// <summary>When the difference was first seen.</summary>
    public DateTime? Since { get; set; }

    /// <summary>Whether it was repaired.</summary>
    public bool? Corrected { get; set; }
}
