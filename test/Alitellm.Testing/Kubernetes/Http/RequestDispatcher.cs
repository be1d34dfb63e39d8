using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>Carries out one request against the state. Guarded by the server's lock.</summary>
internal sealed class RequestDispatcher(
    ResourceRegistry registry, ObjectReader reader, ObjectWriter writer, ObjectRemover remover, PatchRunner patches, DiscoveryDocuments discovery)
{
    private static readonly string[] s_bodyTypes = ["application/json", "application/yaml", ProtobufReader.MediaType];

    /// <exception cref="ApiStatusException">The request is refused.</exception>
    public ApiResponse Dispatch(ApiRequest request, RequestInfo info, RequestQuery query)
    {
        if (!info.IsResource)
        {
            return discovery.Answer(request.Path);
        }

        var type = registry.Find(info.Group, info.Resource) ?? throw ApiErrors.PathNotFound();
        var version = type.Version(info.Version) ?? throw ApiErrors.PathNotFound();
        CheckEndpoint(info, type, version);
        var form = AcceptHeader.Choose(request.Accept);
        return info.Verb switch
        {
            "get" => reader.Object(Find(type, info), version, form, query),
            "list" => reader.List(info, type, version, form, query),
            "watch" => reader.Watch(info, type, version, form, query, request.AsynchronousStreams),
            "create" => Create(request, info, type, version, form, query),
            "update" => Update(request, info, type, version, form, query),
            "patch" => Patch(request, info, type, version, form, query),
            "delete" => Delete(request, info, type, version, form, query),
            "deletecollection" => DeleteCollection(request, info, type, version, form, query),
            _ => throw ApiErrors.MethodNotAllowed(),
        };
    }

    private static void CheckEndpoint(RequestInfo info, ResourceType type, ServedVersion version)
    {
        if (info.Subresource.Length > 0 && !(info.Subresource == "status" && version.HasStatus) && !(info.Subresource == "finalize" && type.Kind == "Namespace"))
        {
            throw ApiErrors.PathNotFound();
        }

        if (info.Namespace.Length > 0 && !type.Namespaced)
        {
            throw ApiErrors.PathNotFound();
        }

        var collectionOfAll = type.Namespaced && info.Namespace.Length == 0;
        var allowed = info.Verb switch
        {
            "list" or "watch" => true,
            "create" => info.Name.Length == 0 && !collectionOfAll,
            "deletecollection" => !collectionOfAll,
            "get" or "update" or "patch" => info.Name.Length > 0 && !collectionOfAll,
            "delete" => !collectionOfAll && info.Subresource.Length == 0,
            _ => false,
        };
        if (!allowed)
        {
            throw ApiErrors.MethodNotAllowed();
        }
    }

    private static StoredObject Find(ResourceType type, RequestInfo info) =>
        type.Collection.Find(info.Namespace, info.Name) ?? throw ApiErrors.NotFound(type, info.Name);

    private ApiResponse Create(ApiRequest request, RequestInfo info, ResourceType type, ServedVersion version, ObjectForm form, RequestQuery query)
    {
        var write = Options(request, info, query);
        var created = writer.Create(type, version, info.Namespace, Body(request), write);
        return reader.Object(created, version, form, query, 201, write.Warnings);
    }

    private ApiResponse Update(ApiRequest request, RequestInfo info, ResourceType type, ServedVersion version, ObjectForm form, RequestQuery query)
    {
        var write = Options(request, info, query);
        var body = Body(request);
        var updated = writer.Update(type, version, Find(type, info), body, write);
        return reader.Object(updated, version, form, query, 200, write.Warnings);
    }

    private ApiResponse Patch(ApiRequest request, RequestInfo info, ResourceType type, ServedVersion version, ObjectForm form, RequestQuery query)
    {
        var write = Options(request, info, query);
        if (info.ContentType == PatchRunner.Apply)
        {
            write = write with { Manager = query["fieldManager"] };
        }

        var (patched, created) = patches.Run(info, type, version, request.Body.Span, write, query.Flag("force"));
        return reader.Object(patched, version, form, query, created ? 201 : 200, write.Warnings);
    }

    private ApiResponse Delete(ApiRequest request, RequestInfo info, ResourceType type, ServedVersion version, ObjectForm form, RequestQuery query)
    {
        var body = request.Body.IsEmpty ? null : JsonText.ParseObject(request.Body.Span);
        var (deleted, gone) = remover.Delete(type, Find(type, info), DeleteOptions.Read(body, query));
        if (!gone)
        {
            return reader.Object(deleted, version, form, query);
        }

        var details = new JsonObject { ["name"] = deleted.Name };
        if (type.Group.Length > 0)
        {
            details["group"] = type.Group;
        }

        details["kind"] = type.Plural;
        details["uid"] = deleted.Uid;
        var status = new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Success",
            ["details"] = details,
        };
        return new ApiResponse { Body = [JsonText.Serialize(status)] };
    }

    private ApiResponse DeleteCollection(ApiRequest request, RequestInfo info, ResourceType type, ServedVersion version, ObjectForm form, RequestQuery query)
    {
        var answer = reader.List(info, type, version, form, query);
        var body = request.Body.IsEmpty ? null : JsonText.ParseObject(request.Body.Span);
        var options = DeleteOptions.Read(body, query);
        var selection = new Selection(type, info.Namespace, query["labelSelector"], query["fieldSelector"]);
        foreach (var obj in type.Collection.Objects.Where(o => selection.Matches(o, version)).ToList())
        {
            if (type.Collection.Find(obj.Namespace, obj.Name) is { } current)
            {
                remover.Delete(type, current, options);
            }
        }

        return answer;
    }

    private static JsonObject Body(ApiRequest request)
    {
        if (request.ContentType.Length > 0 && !s_bodyTypes.Contains(request.ContentType))
        {
            throw ApiErrors.UnsupportedMediaType(s_bodyTypes);
        }

        return request.ContentType == ProtobufReader.MediaType ? ProtobufReader.Read(request.Body.Span) : JsonText.ParseObject(request.Body.Span);
    }

    private static WriteOptions Options(ApiRequest request, RequestInfo info, RequestQuery query)
    {
        // Without a name the API server takes the user agent up to its first slash.
        var manager = query["fieldManager"].Length > 0 ? query["fieldManager"] : request.UserAgent.Split('/')[0];
        var validation = query["fieldValidation"].Length > 0 ? query["fieldValidation"] : "Warn";
        return new WriteOptions(manager.Length > 0 ? manager : "unknown", validation, query.Has("dryRun"), info.Subresource == "finalize" ? "" : info.Subresource, []);
    }
}
