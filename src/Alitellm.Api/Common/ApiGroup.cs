namespace Alitellm.Api.Common;

/// <summary>Names shared by every kind: group, version, annotations and labels.</summary>
public static class ApiGroup
{
    public const string Group = "litellm.ackstorm.ai";
    public const string Version = "v1alpha1";
    public const string ApiVersion = Group + "/" + Version;

    /// <summary>The category of every kind: <c>kubectl get litellm</c> lists them all.</summary>
    public const string Category = "litellm";

    /// <summary>Overrides <c>spec.deletionPolicy</c>: exactly <c>Orphan</c> or <c>Delete</c>.</summary>
    public const string DeletionPolicyOverrideAnnotation = Group + "/deletion-policy-override";

    /// <summary>A token; a changed value asks for one reconcile now and is acknowledged in <c>status.lastHandledReconcileAt</c>.</summary>
    public const string ReconcileRequestedAtAnnotation = Group + "/reconcile-requested-at";

    /// <summary>Label on generated children: the name of the discovery that wrote them.</summary>
    public const string GeneratedByLabel = Group + "/generated-by";

    /// <summary>
    /// Label on the model that <c>spec.exposeAsModel</c> of an agent generates: the agent's name. Not <see cref="GeneratedByLabel"/>, so that no
    /// discovery of the same name prunes it.
    /// </summary>
    public const string GeneratedByAgentLabel = Group + "/generated-by-agent";

    /// <summary>
    /// Annotation on what the operator generates: the hash of all it said about the object when it last wrote it. A field given up since then
    /// shows by it, also to an operator that was not running.
    /// </summary>
    public const string AppliedHashAnnotation = Group + "/applied-hash";

    /// <summary>Annotation on generated children: what the source calls the thing, unchanged.</summary>
    public const string SourceIdAnnotation = Group + "/source-id";
}
