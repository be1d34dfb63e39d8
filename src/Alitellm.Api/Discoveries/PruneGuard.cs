using Alitellm.Api.Schema;

namespace Alitellm.Api.Discoveries;

/// <summary>How much of what was generated one pass may delete. Beyond it nothing is deleted and Ready says PruneHeld.</summary>
public sealed class PruneGuard
{
    /// <summary>What an absent <see cref="MaxShrinkPercent"/> means.</summary>
    public const int DefaultMaxShrinkPercent = 50;

    /// <summary>The greatest share of the generated objects, in percent, that one pass may delete; 100 allows any. Absent: 50.</summary>
    [SchemaDefault("50"), Minimum(0), Maximum(100)]
    public int? MaxShrinkPercent { get; set; }

    /// <summary>Whether a source that answers with nothing may delete all generated objects. Absent: false.</summary>
    [SchemaDefault("false")]
    public bool? AllowEmpty { get; set; }
}
