using System.Text.Json.Nodes;
using Alitellm.Kubernetes;
using k8s;
using k8s.Models;

namespace Alitellm.Operator.Children;

/// <summary>The object for which others are generated.</summary>
/// <param name="Label">The label by which its children name it.</param>
/// <param name="BlocksDeletion">Whether its foreground deletion waits for the children.</param>
internal sealed record ChildOwner(string ApiVersion, string Kind, ObjectKey Key, string Uid, string Label, bool BlocksDeletion = true)
{
    public static ChildOwner Of(IKubernetesObject<V1ObjectMeta> owner, string label, bool blocksDeletion = true)
    {
        return new(owner.ApiVersion, owner.Kind, ObjectKey.Of(owner), owner.Metadata.Uid ?? "", label, blocksDeletion);
    }

    /// <summary>Pure: whose <paramref name="child"/> is.</summary>
    public ChildState StateOf(IKubernetesObject<V1ObjectMeta>? child)
    {
        if (child is null)
        {
            return ChildState.Absent;
        }

        var isDeleting = child.Metadata.DeletionTimestamp is not null;
        var controller = ControllerOf(child);
        if (controller?.Uid == Uid)
        {
            return isDeleting ? ChildState.OursDeleting : ChildState.Ours;
        }

        if (isDeleting)
        {
            return ChildState.ForeignDeleting;
        }

        return controller is not null ? ChildState.Foreign : IsLabelled(child) ? ChildState.Adopted : ChildState.Explicit;
    }

    /// <summary>The one owner that controls an object, if any does.</summary>
    public static V1OwnerReference? ControllerOf(IKubernetesObject<V1ObjectMeta> child)
    {
        return child.Metadata.OwnerReferences?.FirstOrDefault(owner => owner.Controller == true);
    }

    /// <summary>The owner reference a child carries. A key that is not blocked on is left out, as the reference operator does.</summary>
    public JsonObject Reference()
    {
        var reference = new JsonObject { ["apiVersion"] = ApiVersion, ["kind"] = Kind, ["name"] = Key.Name, ["uid"] = Uid, ["controller"] = true };
        if (BlocksDeletion)
        {
            reference["blockOwnerDeletion"] = true;
        }

        return reference;
    }

    private bool IsLabelled(IKubernetesObject<V1ObjectMeta> child)
    {
        return child.Metadata.Labels?.TryGetValue(Label, out var name) == true && name == Key.Name;
    }
}
