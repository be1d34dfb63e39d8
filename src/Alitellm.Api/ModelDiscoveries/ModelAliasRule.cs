using Alitellm.Api.Schema;

namespace Alitellm.Api.ModelDiscoveries;

/// <summary>Gives generated models a further name.</summary>
[CelRule("has(self.prefix) || has(self.suffix)", "an alias rule needs prefix or suffix")]
public sealed class ModelAliasRule
{
    /// <summary>Put before the model's name.</summary>
    [MaxLength(64), Pattern(@"^[A-Za-z0-9][A-Za-z0-9._:/@+\[\]-]*$")]
    public string? Prefix { get; set; }

    /// <summary>Put after the model's name.</summary>
    [MaxLength(64), Pattern(@"^[A-Za-z0-9._:/@+\[\]-]+$")]
    public string? Suffix { get; set; }

    /// <summary>Regular expressions in RE2 syntax; only models whose name matches one from the start get the alias. Empty: all.</summary>
    [MaxItems(32)]
    public IList<string>? Include { get; set; }
}
