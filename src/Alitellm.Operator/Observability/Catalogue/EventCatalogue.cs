namespace Alitellm.Operator.Observability.Catalogue;

/// <summary>
/// The events whose reason is no reason of a condition. Beside them every change of Ready is told under the condition's reason: Normal when it
/// becomes True, Warning when it becomes False.
/// </summary>
internal static class EventCatalogue
{
    public static IReadOnlyList<EventReason> All { get; } =
    [
        new("Drifted", false, "every kind that declares an entry", "A change that somebody made in LiteLLM was undone; `status.drift` says which."),
        new("Vanished", false, "every kind that declares an entry", "The entry was gone from LiteLLM and was created again."),
        new("Adopted", false, "every kind that declares an entry", "An entry that was there before became the object's."),
        new("Duplicated", false, "LiteLLMModel", "Copies of the entry that carried our mark were deleted."),
        new("ConflictDetected", false, "every kind that declares an entry", "Another object claims the same entry and has it; the message names it."),
        new("ConflictWon", false, "every kind that declares an entry", "The entry is this object's now, after another had it."),
        new("LiteLLMDeleteBlocked", true, "every kind that declares an entry", "The object stays because its policy is Delete and LiteLLM does not confirm the delete; the message says why."),
        new("LiteLLMDeleteOrphaned", false, "every kind that declares an entry", "The object was let go although the delete is not confirmed; the message names the entry that may be left."),
        new("DeletionSuspended", true, "every kind that declares an entry", "A suspended object is being deleted: it stays until `spec.suspend` ends or the override annotation is set."),
        new("UnknownDeletionPolicyOverride", true, "every kind that declares an entry", "The override annotation has a value that is neither Orphan nor Delete; it is ignored."),
        new("Undecodable", true, "every kind", "The object cannot be read and is passed over; apply it again with the CRD of this version."),
        new("UnusedSecretRef", false, "kinds with `spec.secrets`", "An entry of `spec.secrets` is used by no placeholder."),
        new("ProjectionOverride", true, "kinds with free-form parameters", "A parameter that a field of the spec or the operator itself sets was left out."),
        new("ReservedKeyStripped", true, "LiteLLMGuardRail", "A parameter that is the operator's was left out."),
        new("UnknownParamKey", true, "LiteLLMMCPServer, LiteLLMA2AAgent", "LiteLLM dropped a parameter, or may drop it: it does not know it."),
        new("ProjectionConflict", true, "LiteLLMA2AAgent", "`spec.exposeAsModel` has no effect: a model of that name was made by others."),
        new("CatalogWriteFailed", true, "LiteLLMModelAlias", "The ConfigMap of the catalog could not be written."),
        new("DependentsBlocked", true, "LiteLLMConnection", "The Connection is deleted while objects with deletion policy Delete still need it."),
        new("CandidatesSkipped", true, "discoveries", "Candidates were left out; `status.skippedCandidates` says which and why."),
        new("CascadeDrainOverdue", true, "discoveries", "A deleted discovery has waited five minutes for what it generated to be deleted."),
    ];
}
