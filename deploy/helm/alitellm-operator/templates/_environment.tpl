{{- /* The operator's environment. What the chart sets has a value of its own and cannot be set again by extraEnv. */ -}}
{{- define "alitellm-operator.environment" -}}
- name: POD_NAMESPACE
  valueFrom:
    fieldRef:
      fieldPath: metadata.namespace
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: WATCH_NAMESPACE
  {{- if .Values.watchNamespace }}
  value: {{ include "alitellm-operator.watchNamespace" . | quote }}
  {{- else }}
  valueFrom:
    fieldRef:
      fieldPath: metadata.namespace
  {{- end }}
- name: INSTANCE_ID
  value: {{ default (printf "$(POD_NAMESPACE)/%s" (include "alitellm-operator.name" .)) .Values.instanceId | quote }}
{{- with .Values.adoptInstanceIds }}
- name: ADOPT_INSTANCE_IDS
  value: {{ join "," . | quote }}
{{- end }}
- name: ENABLE_LEADER_ELECTION
  value: "true"
- name: METRICS_BIND_ADDRESS
  value: ":8080"
- name: HEALTH_PROBE_BIND_ADDRESS
  value: ":8081"
- name: LOG_LEVEL
  value: {{ .Values.log.level }}
- name: LOG_FORMAT
  value: {{ .Values.log.format }}
{{- with .Values.safetyRelistInterval }}
- name: LITELLM_OPERATOR_SAFETY_RELIST_INTERVAL
  value: {{ . | quote }}
{{- end }}
{{- with .Values.opencodeCatalog }}
{{- if .enabled }}
- name: OPENCODE_CATALOG_CONFIGMAP
  value: {{ printf "%s/%s" (required "opencodeCatalog.namespace is required when opencodeCatalog.enabled is true" .namespace) .name | quote }}
- name: OPENCODE_CATALOG_API_BASE
  value: {{ required "opencodeCatalog.apiBase is required when opencodeCatalog.enabled is true" .apiBase | quote }}
{{- if or .include .exclude }}
- name: OPENCODE_CATALOG_FILTERS
  value: {{ dict "include" .include "exclude" .exclude | toJson | quote }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{- define "alitellm-operator.extraEnvironment" -}}
{{- $own := list -}}
{{- range include "alitellm-operator.environment" . | fromYamlArray }}{{ $own = append $own .name }}{{ end -}}
{{- range .Values.extraEnv -}}
{{- if has .name $own }}{{ fail (printf "extraEnv sets %s, which the chart sets: use the value that is there for it" .name) }}{{ end -}}
{{- end -}}
{{- with .Values.extraEnv }}{{ toYaml . }}{{ end -}}
{{- end }}
