namespace Alitellm.Api.Discoveries;

/// <summary>A discovery's name is the value of a label on what it generates, and label values end at 63 characters.</summary>
internal static class DiscoveryNames
{
    /// <summary>Checked on creation only: an object that is there already must stay deletable.</summary>
    internal const string LengthRule = "oldSelf.hasValue() || size(self.metadata.name) <= 63";

    internal const string LengthMessage = "the name of a discovery must have at most 63 characters: it is a label value on the objects it generates";
}
